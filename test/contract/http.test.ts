import { overHttp } from './adapters.ts';
import { suite } from './suite.ts';

suite(overHttp);
