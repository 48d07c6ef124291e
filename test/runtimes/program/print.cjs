const options = require('./options.cjs');
const { run } = require('./main.cjs');

run(options).then((results) => console.log(JSON.stringify(results)));
