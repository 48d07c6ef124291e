import { afterAll } from 'vitest';
import { overSocket } from './adapters.ts';
import { suite } from './suite.ts';

const { door, server } = await overSocket();
afterAll(() => server.close());

suite(door);
