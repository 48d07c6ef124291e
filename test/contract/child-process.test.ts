import { afterAll, describe, it } from 'vitest';
import { contract } from 'vtex-customer-credit/contract';
import { childAdapter, contractAdapterOf } from './child.ts';

const adapter = await childAdapter();
afterAll(() => adapter[Symbol.asyncDispose]());

contract(contractAdapterOf(adapter), { describe, it });
