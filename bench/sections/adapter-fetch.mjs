import { adapters } from '../lib/adapters.mjs';

export const title = 'One invoice from the emulator in the process, beside a fixed answer by the same way';
export const options = {};

const names = ['a function that makes the answer', 'emulator.fetch'];
export const contestants = Object.fromEntries(names.map((name) => [name, adapters[name]]));
