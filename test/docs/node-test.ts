/** `node:test` by Vitest: the guides' tests run in one runner. */
export {
  afterAll as after,
  afterEach,
  beforeAll as before,
  beforeEach,
  describe,
  describe as suite,
  it,
  it as test,
} from 'vitest';
