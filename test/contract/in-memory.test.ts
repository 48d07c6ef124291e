import { inMemory } from './door.ts';
import { suite } from './suite.ts';

suite(inMemory);
