import assert from 'node:assert/strict';
import { contestantsOf } from '../lib/clients.mjs';
import { pageOf } from '../lib/data.mjs';

export const title = 'A page of 300 invoices over loopback, one call after the other';
export const options = {};
export const contestants = contestantsOf('page', ({ data }) => assert.deepEqual([...data], pageOf(300).data));
