export {
  type Capability,
  type ContractAdapter,
  type ContractClock,
  type ContractStart,
  type ContractStore,
  capabilities,
} from './adapter.ts';
export { ContractFailure } from './assert.ts';
export type { Bench, ContractCase } from './case.ts';
export { contractCases } from './cases.ts';
export { type ContractOptions, type ContractRunner, contract, runCase } from './contract.ts';
export type { Exercised } from './exercised.ts';
export { closeLeftovers, type RealStoreOptions, realStoreAdapter, realStoreConsent } from './real-store.ts';
export { type ContractControls, type ReferenceStore, referenceAdapter } from './reference-adapter.ts';
export { type ContractReport, type SkippedCase, summaryOf } from './report.ts';
export {
  type BehaviourFinding,
  type CaseFinding,
  type FailingOperation,
  type Finding,
  type VerificationReport,
  type VerifyOptions,
  verifyStore,
} from './verify.ts';
export type { Customer, Setup, World } from './world.ts';
