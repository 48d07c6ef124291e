import { afterAll } from 'vitest';
import { overSocket } from './adapters.ts';
import { suite } from './suite.ts';

const { adapter, server } = await overSocket();
afterAll(() => server.close());

suite(adapter);
