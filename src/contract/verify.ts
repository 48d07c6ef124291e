import type { CustomerCredit } from '../client/base-client.ts';
import { isAccountAlreadyOpen, isApiError, isCustomerCreditError } from '../errors/index.ts';
import type { Mark } from '../reference/behaviours/behaviour.ts';
import { behaviours } from '../reference/behaviours/list.ts';
import { fieldOf } from '../values/record.ts';
import type { ContractAdapter, ContractStore } from './adapter.ts';
import type { ContractCase } from './case.ts';
import { contractCases } from './cases.ts';
import { intercepted } from './intercept.ts';
import { openWorld } from './world.ts';

/** What a store shows of a behaviour. */
export type Finding = 'held' | 'differs' | 'not exercised';

/** An operation that failed where it should have done its work, so that nothing could be shown with it. */
export interface FailingOperation {
  readonly operation: string;
  readonly status: number | undefined;
  /** VTEX's own number, such as 1099; `undefined` for one that is none. */
  readonly vtexCode: number | undefined;
}

/**
 * How one case ended. `failed`: an operation failed on the server, see `failing`. `not run`: the store could not be reached
 * or asked. Neither says anything of the behaviours.
 */
export interface CaseFinding {
  readonly title: string;
  readonly ended: 'passed' | 'differs' | 'failed' | 'not run';
  readonly failing?: FailingOperation;
  /** Why it did not pass. May name ids and amounts of the suite's own accounts: it is no part of a report. */
  readonly reason?: string;
}

export interface BehaviourFinding {
  readonly id: string;
  readonly mark: Mark;
  readonly finding: Finding;
}

/** What a store shows, without ids, names, amounts or credentials: ids of behaviours and titles of cases alone. */
export interface VerificationReport {
  readonly format: 'vtex-customer-credit verification 1';
  /** Whether it was a store of VTEX, or an emulator. */
  readonly of: 'store' | 'emulator';
  /** The day, UTC. */
  readonly date: string;
  readonly behaviours: readonly BehaviourFinding[];
  readonly cases: ReadonlyArray<Pick<CaseFinding, 'title' | 'ended'>>;
  /** Operations that failed on the server. */
  readonly failing: readonly FailingOperation[];
  /** Whether a list gave the same row twice on a page (seen in an official example). */
  readonly listsRepeatRows: boolean;
  /** How many cases left an account behind that could not be closed. */
  readonly leftOpen: number;
}

export interface VerifyOptions {
  readonly of: VerificationReport['of'];
  /** Epoch milliseconds. */
  readonly now: number;
  /** Told of each case that has ended. */
  readonly onCase?: ((found: CaseFinding, total: number) => void) | undefined;
  /** Ends it after the case under way, which still closes its accounts. */
  readonly signal?: AbortSignal | undefined;
}

/** Failures that say nothing of what the store does. */
const unreachable: ReadonlySet<string> = new Set([
  'network',
  'timeout',
  'rate_limited',
  'authentication',
  'permission',
]);

function isUnreachable(error: unknown): boolean {
  if (!isCustomerCreditError(error)) return false;
  if (error.code === 'unknown_outcome') return isUnreachable(error.cause);
  return unreachable.has(error.code) || (error.code === 'server_error' && error.status !== 500);
}

/** What failed on the server, if that is what an error says; a refusal by a rule is none. */
function failingOf(error: unknown): FailingOperation | undefined {
  if (!isCustomerCreditError(error)) return undefined;
  if (error.code === 'unknown_outcome') return failingOf(error.cause);
  const failed = (isApiError(error) && error.status === 500) || isAccountAlreadyOpen(error);
  if (!failed || error.operation === undefined) return undefined;
  const vtexCode = Number(error.vtexCode);
  return {
    operation: error.operation,
    status: error.status,
    vtexCode: Number.isSafeInteger(vtexCode) && vtexCode !== error.status ? vtexCode : undefined,
  };
}

/** What an error says of the case that it ended. */
function endOf(title: string, error: unknown): CaseFinding {
  const reason = textOf(error);
  const failing = failingOf(error);
  if (failing !== undefined) return { title, ended: 'failed', failing, reason };
  return { title, ended: isUnreachable(error) ? 'not run' : 'differs', reason };
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const titleOf = ({ group, name }: ContractCase): string => `${group} ${name}`;

interface Judged extends CaseFinding {
  readonly leftOpen: boolean;
}

/** The rows of a list without those that stand twice. */
function withoutRepeats(rows: readonly unknown[]): readonly unknown[] {
  const seen = new Set<unknown>();
  return rows.filter((row) => {
    const id = `${fieldOf(row, 'creditAccountId')}\n${fieldOf(row, 'id')}`;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** The same client, whose lists give each row once: that one stood twice is told once, and is no fault of each case. */
function withoutRepeatedRows(client: CustomerCredit, onRepeat: () => void): CustomerCredit {
  return intercepted(client, (_name, _given, call) => {
    const list = call();
    if (typeof list !== 'object' || list === null || !('toArray' in list)) return list;
    return intercepted(list, (method, _options, read) => {
      const found = read();
      if (method !== 'toArray' || !(found instanceof Promise)) return found;
      return found.then((rows: unknown) => {
        if (!Array.isArray(rows)) return rows;
        const once = withoutRepeats(rows);
        if (once.length < rows.length) onRepeat();
        return once;
      });
    });
  });
}

/** Runs one case. What it opened is closed in any case; whether that succeeded is no part of what the case shows. */
async function judge(each: ContractCase, adapter: ContractAdapter, onRepeat: () => void): Promise<Judged> {
  const stores: ContractStore[] = [];
  const title = titleOf(each);
  let found: CaseFinding = { title, ended: 'passed' };
  try {
    await each.run({
      store: (more = {}) =>
        openWorld(
          adapter,
          more,
          (store) => stores.push(store),
          (client) => withoutRepeatedRows(client, onRepeat),
        ),
    });
  } catch (error) {
    found = endOf(title, error);
  }
  let leftOpen = false;
  for (const store of stores) {
    try {
      await store.close?.();
    } catch {
      leftOpen = true;
    }
  }
  return { ...found, leftOpen };
}

/**
 * What the cases say of each behaviour. A case that fails speaks against those of its behaviours that no other case has
 * shown to hold; where others have shown all of them, against all.
 */
function findingsOf(ended: ReadonlyMap<ContractCase, CaseFinding>): BehaviourFinding[] {
  const by = (how: CaseFinding['ended']): ContractCase[] =>
    [...ended].flatMap(([each, found]) => (found.ended === how ? [each] : []));
  const held = new Set(by('passed').flatMap(({ holds }) => holds));
  const differing = new Set(
    by('differs').flatMap(({ holds }) => {
      const unshown = holds.filter((id) => !held.has(id));
      return unshown.length > 0 ? unshown : holds;
    }),
  );
  return behaviours.map(({ id, mark }) => ({
    id,
    mark,
    finding: differing.has(id) ? 'differs' : held.has(id) ? 'held' : 'not exercised',
  }));
}

/**
 * Tries what is known of Customer Credit on a store: the cases of the contract that need nothing but the API, one after
 * the other. Give it `realStoreAdapter`: that opens accounts of its own, changes no others, and closes them again.
 */
export async function verifyStore(
  adapter: ContractAdapter,
  { of, now, onCase, signal }: VerifyOptions,
): Promise<VerificationReport> {
  const planned = contractCases.filter(({ needs }) =>
    needs.every((need) => adapter.capabilities.includes(need)),
  );
  const ended = new Map<ContractCase, CaseFinding>();
  let leftOpen = 0;
  let listsRepeatRows = false;
  const onRepeat = (): void => {
    listsRepeatRows = true;
  };
  for (const each of planned) {
    if (signal?.aborted) break;
    const { leftOpen: left, ...found } = await judge(each, adapter, onRepeat);
    if (left) leftOpen += 1;
    ended.set(each, found);
    onCase?.(found, planned.length);
  }
  return {
    format: 'vtex-customer-credit verification 1',
    of,
    date: new Date(now).toISOString().slice(0, 10),
    behaviours: findingsOf(ended),
    cases: [...ended.values()].map(({ title, ended: how }) => ({ title, ended: how })),
    failing: [
      ...new Map(
        [...ended.values()].flatMap(({ failing }) =>
          failing === undefined ? [] : [[JSON.stringify(failing), failing] as const],
        ),
      ).values(),
    ],
    listsRepeatRows,
    leftOpen,
  };
}
