import fc from 'fast-check';
import { expect } from 'vitest';
import { createEmulator, type Emulator } from 'vtex-customer-credit/emulator';
import { creditAccountId, type Hostile, hostile, secret } from './requests.ts';

const origin = 'https://mystore.vtexcommercestable.com.br';
const keys = { 'x-vtex-api-appkey': 'any', 'x-vtex-api-apptoken': 'any' };

/** A store with something to spoil. */
export function target(): Emulator {
  return createEmulator({
    now: '2024-05-08T12:00:00Z',
    seed: {
      accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000, tolerance: 0.1 }],
      invoices: [
        { creditAccountId, id: 'T-01', value: 9.63 },
        { creditAccountId, id: 'T-02', value: 8.01, status: 'Paid' },
      ],
      storeConfig: {
        postponementEnabled: true,
        invoicePostponementLimit: 1000,
        maxPostponementDays: 1_000_000,
      },
    },
  });
}

/** How many requests came to which status. */
export type Statuses = Map<number, number>;

/** The request, where there can be one at all: `fetch` itself refuses some, as a body with GET. */
export function toRequest({ method, target: path, headers, body }: Hostile): Request | undefined {
  try {
    const hasBody = body !== undefined && !/^(?:get|head)$/i.test(method);
    return new Request(`${origin}${path}`, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      ...(hasBody ? { body } : {}),
    });
  } catch {
    return undefined;
  }
}

/** Whether an answer is one of the API: no failure of its own, errors in the known form, no secret. */
async function expectSound(response: Response): Promise<void> {
  const { status } = response;
  expect(status).toBeLessThan(500);
  const text = await response.text();
  expect(text).not.toContain(secret);
  expect(Number(response.headers.get('content-length'))).toBe(new TextEncoder().encode(text).byteLength);
  if (status === 200) {
    if (text !== '') JSON.parse(text);
    return;
  }
  expect(JSON.parse(text)).toEqual({ code: expect.any(Number), message: expect.any(String) });
}

const stateOf = ({ control }: Emulator): string => JSON.stringify(control.snapshot());

async function strike(
  emulator: Emulator,
  request: Request,
  before: string,
  statuses: Statuses,
): Promise<string> {
  const response = await emulator.fetch(request);
  await expectSound(response);
  statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  const after = stateOf(emulator);
  const mayChange = response.status === 200 && request.method !== 'GET' && request.method !== 'HEAD';
  if (!mayChange && after !== before)
    throw new Error(`a ${response.status} to ${request.method} changed the store`);
  return after;
}

/** What is in a store can be reached: no request made something that no other request can name. */
async function expectReachable(emulator: Emulator): Promise<void> {
  for (const { record, invoices } of emulator.control.snapshot().accounts) {
    const account = `${origin}/api/creditcontrol/accounts/${encodeURIComponent(record.id)}`;
    const paths = [
      account,
      ...invoices.map(({ invoice }) => `${account}/invoices/${encodeURIComponent(invoice.id)}`),
    ];
    for (const path of paths) {
      const { status } = await emulator.fetch(new Request(path, { headers: keys }));
      expect([path, status]).toEqual([path, 200]);
    }
  }
}

export interface FuzzSize {
  readonly stores: number;
  readonly requests: number;
}

/** Strikes a number of stores with as many hostile requests each; says what the answers were. */
export async function fuzz({ stores, requests }: FuzzSize): Promise<Statuses> {
  const statuses: Statuses = new Map();
  const all = fc.array(hostile, { minLength: requests, maxLength: requests, size: 'max' });
  await fc.assert(
    fc.asyncProperty(all, async (list) => {
      const emulator = target();
      let state = stateOf(emulator);
      for (const each of list) {
        const request = toRequest(each);
        if (request === undefined) continue;
        state = await strike(emulator, request, state, statuses).catch((cause: unknown) => {
          throw new Error(`it was ${JSON.stringify({ ...each, body: String(each.body) }).slice(0, 2000)}`, {
            cause,
          });
        });
      }
      await expectReachable(emulator);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    }),
    // The one request is told; making the list around it smaller takes long and says no more.
    { numRuns: stores, endOnFailure: true },
  );
  return statuses;
}

export const countOf = (statuses: Statuses): number =>
  [...statuses.values()].reduce((sum, each) => sum + each, 0);
