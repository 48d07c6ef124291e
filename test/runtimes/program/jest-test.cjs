const { writeFileSync } = require('node:fs');
const options = require('./options.cjs');

// Required in the test, so that what fails then is told like everything else.
test('the story', async () => {
  let results;
  try {
    const { run } = require('./main.cjs');
    results = await run(options);
  } catch (error) {
    results = { require: String(error?.stack ?? error) };
  }
  writeFileSync(process.env.RESULTS, JSON.stringify(results));
}, 60_000);
