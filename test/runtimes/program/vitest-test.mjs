import { writeFileSync } from 'node:fs';
import { run } from './main.mjs';
import options from './options.mjs';

test('the story', async () => {
  writeFileSync(process.env.RESULTS, JSON.stringify(await run(options)));
}, 60_000);
