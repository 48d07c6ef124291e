/** One contestant in a process of its own: checks its answers, and measures. `node child.mjs SECTION NAME MS URL` */
import { measured, taken } from './measure.mjs';

const [, , section, name, milliseconds, url] = process.argv;
const { contestants, options } = await import(`../sections/${section}.mjs`);
const contestant = await Promise.try(() => contestants[name](url)).catch((error) => {
  // A part that this build does not have.
  if (error.code === 'ABSENT') process.exit();
  throw error;
});
const { check, run, close } = contestant;
if (!options.once) await check();
async function once() {
  const { result, wall, cpu } = await taken(run);
  check(result);
  return { wall, cpu };
}

const { wall, cpu } = options.once
  ? await once()
  : await measured(run, { ...options, milliseconds: Number(milliseconds) });
await close?.();
process.send({ wall, cpu }, () => process.exit());
