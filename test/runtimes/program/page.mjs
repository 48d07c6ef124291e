import { run } from './main.mjs';
import options from './options.mjs';

globalThis.results = run(options);
