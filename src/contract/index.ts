export { ContractFailure } from './assert.ts';
export type { Bench, ContractCase } from './case.ts';
export { contractCases } from './cases.ts';
export { type ContractOptions, type ContractRunner, contract, runCase } from './contract.ts';
export {
  type Capability,
  type ContractClock,
  type ContractDoor,
  type ContractStart,
  type ContractStore,
  capabilities,
} from './door.ts';
export type { Exercised } from './exercised.ts';
export { closeLeftovers, type RealStoreOptions, realStoreConsent, realStoreDoor } from './real-store.ts';
export { type ContractControls, type ReferenceStore, referenceDoor } from './reference-door.ts';
export { type ContractReport, type SkippedCase, summaryOf } from './report.ts';
export type { Customer, Setup, World } from './world.ts';
