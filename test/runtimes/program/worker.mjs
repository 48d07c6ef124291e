import { run } from './main.mjs';
import options from './options.mjs';

export default {
  fetch: async () => Response.json(await run(options)),
};
