import { afterAll, describe, it } from 'vitest';
import { contract } from 'vtex-customer-credit/contract';
import { childDoor, contractDoorOf } from './child.ts';

const door = await childDoor();
afterAll(() => door[Symbol.asyncDispose]());

contract(contractDoorOf(door), { describe, it });
