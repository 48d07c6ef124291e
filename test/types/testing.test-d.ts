import { expect, expectTypeOf, test } from 'vitest';
import { connectControl } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import 'vtex-customer-credit/vitest';

const { control } = createInMemoryCustomerCredit();
const remote = connectControl('http://localhost:8787');

test('matchers of calls are awaited behind HTTP alone', () => {
  expectTypeOf(expect(control).toHaveCalled('invoices.get')).toEqualTypeOf<void>();
  expectTypeOf(expect(control.journal).toHaveCalledTimes('invoices.get', 1)).toEqualTypeOf<void>();
  expectTypeOf(expect(remote).toHaveCalled('invoices.get')).toEqualTypeOf<Promise<void>>();
  expectTypeOf(expect(remote.journal).toHaveCalled('invoices.get')).toEqualTypeOf<Promise<void>>();
});

test('the input is that of the operation', () => {
  expect(control).toHaveCalled('invoices.postpone', { body: { dueDays: 5 } });
  expect(control).toHaveCalled('invoices.postpone', { body: { dueDays: expect.any(Number) } });
  // @ts-expect-error there is no such field
  expect(control).toHaveCalled('invoices.postpone', { body: { days: 5 } });
  // @ts-expect-error there is no such operation
  expect(control).toHaveCalled('invoices.postponed');
});
