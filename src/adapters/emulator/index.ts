export type { OperationId } from '../../api/table.ts';
export type { Asset, Assets } from './assets.ts';
export type { AsyncControl, AsyncFaultHandle } from './async-control.ts';
export { asyncControl, type ConnectControlOptions, connectControl } from './connect-control.ts';
export type { LocalControl } from './control-methods.ts';
export {
  createEmulator,
  type Emulator,
  type EmulatorClientOptions,
  type EmulatorCredentials,
  type EmulatorOptions,
} from './emulator.ts';
export type { EmulatorFetch, Fetching } from './fetch.ts';
export { createStores, type Stores, type StoresOptions } from './stores.ts';
