import { afterAll, beforeAll } from 'vitest';
import { overMsw } from './adapters.ts';
import { suite } from './suite.ts';

const { adapter, server } = overMsw();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

suite(adapter);
