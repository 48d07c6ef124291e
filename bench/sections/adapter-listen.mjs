import { adapters } from '../lib/adapters.mjs';

export const title = 'One invoice from the emulator over loopback, beside a fixed answer by the same way';
export const options = {};

const names = ['node:http with a fixed answer', 'listen(emulator)'];
export const contestants = Object.fromEntries(names.map((name) => [name, adapters[name]]));
