import { describe, it } from 'node:test';
import { contract, referenceAdapter } from '../../src/contract/index.ts';
import { createInMemoryCustomerCredit } from '../../src/reference/index.ts';

// Run by `node --test`, where the package's own name would mean what was built last.
contract(referenceAdapter('in memory', createInMemoryCustomerCredit), { describe, it });
