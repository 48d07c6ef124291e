import { afterAll } from 'vitest';
import { overSocket } from './door.ts';
import { contract } from './suite.ts';

const { door, server } = await overSocket();
afterAll(() => server.close());

contract(door);
