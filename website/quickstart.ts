/** The quickstart's stories for the playground, one file. */
export { creditStory } from '../docs/quickstart-credit.ts';
export { invoiceStory } from '../docs/quickstart-invoices.ts';
export { guideSeed, guideTime } from '../docs/quickstart-seed.ts';
