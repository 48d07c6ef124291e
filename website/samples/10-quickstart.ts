// The whole quickstart
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { creditStory, guideSeed, guideTime, invoiceStory } from '../quickstart.ts';

const { client, control } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
const teller = { say: (line = '') => console.log(line), now: control.clock.now };

await invoiceStory(client, teller);
await creditStory(client, teller);
