import { overHttp } from './door.ts';
import { suite } from './suite.ts';

suite(overHttp);
