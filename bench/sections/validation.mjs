import assert from 'node:assert/strict';
import { pageOf } from '../lib/data.mjs';

export const title = 'Checking a page of 300 invoices that is parsed already, beside parsing it';
export const options = {};

const texts = [0, 1, 2, 3].map((more) => JSON.stringify(pageOf(300 - more)));
const pages = texts.map((text) => JSON.parse(text));

const ours = (mode) => async () => {
  const { invoices } = await import('../../src/api/invoices/operations.ts');
  const read = (page) => invoices.list.response.fromWire(page, mode);
  return {
    run: (call) => read(pages[call & 3]),
    check: () => {
      assert.equal(read(pages[0]), pages[0]);
      assert.throws(() => read({ ...pages[0], data: [{ ...pages[0].data[0], value: 'x' }] }), {
        code: 'invalid_response',
      });
    },
  };
};

const zod = (prepare) => async () => {
  const z = await import('zod/mini');
  const { answers } = await import('vtex-customer-credit/schemas');
  const read = prepare(z, answers.invoicePage.tolerant);
  return {
    run: (call) => read(pages[call & 3]),
    check: () => {
      assert.ok(read(pages[0]));
      assert.ok(!read({ ...pages[0], data: [{ ...pages[0].data[0], value: 'x' }] }));
    },
  };
};

export const contestants = {
  'JSON.parse of the page': () => ({
    run: (call) => JSON.parse(texts[call & 3]),
    check: () => assert.deepEqual(JSON.parse(texts[0]), pages[0]),
  }),
  'zod, safeParse': zod((z, schema) => (page) => z.safeParse(schema, page).success),
  'zod, validate': zod((z, schema) => (page) => z.validate(schema, page)),
  'zod, compiled at run time': zod((z, schema) => {
    const compiled = z.compile(schema);
    return (page) => z.validate(compiled, page);
  }),
  'this package, tolerant': ours('tolerant'),
  'this package, strict': ours('strict'),
};
