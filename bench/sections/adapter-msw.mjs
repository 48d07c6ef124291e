import { adapters } from '../lib/adapters.mjs';

export const title =
  'One invoice from the emulator through Mock Service Worker, beside a fixed answer by the same way';
export const options = {};

const names = ['MSW with a fixed answer', 'MSW with handlers(emulator)'];
export const contestants = Object.fromEntries(names.map((name) => [name, adapters[name]]));
