import { inMemory } from './adapters.ts';
import { suite } from './suite.ts';

suite(inMemory);
