import { overHttp } from './door.ts';
import { contract } from './suite.ts';

contract(overHttp);
