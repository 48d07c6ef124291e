import { CustomerCreditError } from 'vtex-customer-credit';
import type { Emulator } from 'vtex-customer-credit/emulator';
import { operationIds, operationsById } from '../../src/api/table.ts';
import { createRandom } from '../../src/reference/engine/random.ts';
import { clientOf, countedCallOf, world } from '../client/http/world.ts';

/** When a request reaches the store: before its answer, after it, or not at all. */
type Commit = 'early' | 'late' | 'never';

/** What a gateway answers with, whatever becomes of the request behind it. */
interface Body {
  readonly name: string;
  readonly text: (status: number) => string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it is in the API's own words, so that it can be believed. */
  readonly own?: true;
}

const own = (status: number): string => JSON.stringify({ code: status, message: 'No.' });

const bodies: readonly Body[] = [
  { name: 'the API', text: own, own: true },
  { name: 'nothing', text: () => '' },
  { name: 'a page', text: (status) => `<html><title>${status}</title></html>` },
  { name: 'text', text: () => 'upstream request timeout' },
  { name: 'other JSON', text: () => '{"message":"no healthy upstream"}' },
  { name: 'problem JSON', text: (status) => `{"title":"Gateway","status":${status}}` },
  { name: 'broken JSON', text: () => '{"code":500,"mess' },
  { name: 'the words of the API', text: own, headers: { 'x-cache': 'Error from cloudfront' } },
];

/** Statuses that an API refuses with: what it says itself with one of them, nothing was done. */
const refusing = (status: number): boolean =>
  [400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 501].includes(status);

/** What can be true of a request that is answered so: the API does not lie about itself. */
function commitsOf(status: number, body: Body): readonly Commit[] {
  if (!body.own) return ['early', 'late', 'never'];
  if (refusing(status)) return ['never'];
  return status === 500 || status === 503 ? ['early', 'never'] : ['early', 'late', 'never'];
}

/** A 200 of a gateway that says something else than the API would. */
const odd: ReadonlyArray<(status: number) => string> = [
  () => '{"code":500,"message":"An error has occurred."}',
  () => '<html>Please sign in</html>',
  () => '{"id":"another"}',
  () => 'OK',
];

export interface GatewayCounts {
  calls: number;
  done: number;
  failed: number;
  unknown: number;
}

export interface Struck {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Until all that is late has arrived. */
  quiet(): Promise<void>;
}

/** A gateway before a store: so large a share of the requests for changes it answers itself, and a few of the reads. */
export function gateway(
  emulator: Emulator,
  next: () => number,
  isChange: (request: Request) => boolean,
  share = 0.7,
): Struck {
  const late: Array<Promise<unknown>> = [];
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new RangeError('items: expected at least one');
    return item;
  };
  const pass = async (request: Request): Promise<void> => {
    await (await emulator.fetch(request)).text();
  };
  const fetch: Struck['fetch'] = async (request) => {
    if (next() > (isChange(request) ? share : 0.15)) return emulator.fetch(request);
    const isOdd = next() < 0.15;
    const status = isOdd ? 200 : 400 + Math.floor(next() * 200);
    const body = isOdd ? { name: 'odd', text: pick(odd) } : pick(bodies);
    const commit = pick(commitsOf(status, body));
    const whole = request.clone();
    if (commit === 'early') await pass(whole);
    if (commit === 'late') {
      const delay = next() * 8;
      late.push(new Promise((resolve) => setTimeout(resolve, delay)).then(() => pass(whole)));
    }
    return new Response(body.text(status), { status, headers: body.headers ?? {} });
  };
  return {
    fetch,
    quiet: async () => {
      await Promise.all(late);
    },
  };
}

const changing = operationIds.filter((id) => operationsById[id].retry !== 'read');

/**
 * Makes so many calls, each through a gateway before a store of its own, and holds what was told against the store:
 * never done twice; done where that is told; not done where refused or not sent is told, also later.
 */
export async function throughGateways(
  calls: number,
  seed: number,
): Promise<{ readonly counts: Readonly<Record<string, GatewayCounts>>; readonly wrong: readonly string[] }> {
  const random = createRandom(seed);
  const next = (): number => random.next() / 2 ** 32;
  const counts: Record<string, GatewayCounts> = {};
  const wrong: string[] = [];
  for (let at = 0; at < calls; at += 1) {
    const id = changing[at % changing.length];
    if (id === undefined) throw new RangeError('operations: expected some that change something');
    const emulator = await world();
    const { call, times } = countedCallOf(id);
    const struck = gateway(emulator, next, ({ method }) => method === operationsById[id].method);
    const count = counts[id] ?? { calls: 0, done: 0, failed: 0, unknown: 0 };
    counts[id] = count;
    count.calls += 1;
    const told = await call(clientOf(struck.fetch, { timeout: 2000 }), emulator).then(
      () => 'done' as const,
      (error: unknown) => {
        if (!(error instanceof CustomerCreditError)) throw error;
        return error.outcome;
      },
    );
    const atTelling = times(emulator);
    await struck.quiet();
    const inTheEnd = times(emulator);
    if (told === 'done') count.done += 1;
    else if (told === 'unknown') count.unknown += 1;
    else count.failed += 1;
    const problem = `${id}, call ${at} of seed ${seed}: told ${told}, done ${atTelling} then, ${inTheEnd} in the end`;
    if (inTheEnd > 1) wrong.push(problem);
    else if (told === 'done' && atTelling !== 1) wrong.push(problem);
    else if ((told === 'refused' || told === 'not-sent') && inTheEnd !== 0) wrong.push(problem);
  }
  return { counts, wrong };
}
