// Written by `npm run shapes` from the schemas. Do not edit.

export * from './accounts/shapes.generated.ts';
export { identifier } from './common-shapes.generated.ts';
export * from './invoices/shapes.generated.ts';
export * from './store-config/shapes.generated.ts';
export * from './transactions/shapes.generated.ts';
