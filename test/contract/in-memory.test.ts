import { inMemory } from './door.ts';
import { contract } from './suite.ts';

contract(inMemory);
