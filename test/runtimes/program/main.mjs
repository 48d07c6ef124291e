import * as main from 'vtex-customer-credit';
import * as csv from 'vtex-customer-credit/csv';
import * as emulator from 'vtex-customer-credit/emulator';
import * as memory from 'vtex-customer-credit/memory';
import { story } from './story.mjs';

/** The story with the entries as ES modules. */
export const run = (options) =>
  story({ main, memory, emulator, csv }, { transports: { ky: {} }, ...options });
