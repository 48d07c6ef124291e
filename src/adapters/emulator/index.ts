export type { OperationId } from '../../api/table.ts';
export type { AsyncControl, AsyncFaultHandle } from './async-control.ts';
export { asyncControl, type ConnectControlOptions, connectControl } from './connect-control.ts';
export type { LocalControl } from './control-methods.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
export { createStores, type Stores, type StoresOptions } from './stores.ts';
