import { run } from './main.mjs';
import options from './options.mjs';

console.log(JSON.stringify(await run(options)));
