const main = require('vtex-customer-credit');
const csv = require('vtex-customer-credit/csv');
const emulator = require('vtex-customer-credit/emulator');
const memory = require('vtex-customer-credit/memory');
const { story } = require('./story.cjs');

/** The same with the entries as CommonJS. */
exports.run = (options) => story({ main, memory, emulator, csv }, { transports: { ky: {} }, ...options });
