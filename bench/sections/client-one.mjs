import assert from 'node:assert/strict';
import { contestantsOf } from '../lib/clients.mjs';
import { invoiceAt } from '../lib/data.mjs';

export const title = 'One invoice over loopback, one call after the other';
export const options = {};
export const contestants = contestantsOf('one', (invoice) => assert.deepEqual({ ...invoice }, invoiceAt(0)));
