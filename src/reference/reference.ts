import type { Warning } from '../api/warning.ts';
import { BaseClient, type CustomerCredit } from '../client/base-client.ts';
import { ConfigurationError } from '../errors/index.ts';
import type { Issue } from '../errors/issue.ts';
import { unknownNames } from '../errors/option-names.ts';
import { type Control, type Controlled, controlOf } from './control/control.ts';
import { storeOf } from './control/snapshot.ts';
import type { Snapshot } from './control/snapshot-types.ts';
import { anyone, type CallerCredentials, Callers, secretsOf } from './engine/callers.ts';
import { createClock } from './engine/clock.ts';
import { Engine } from './engine/engine.ts';
import { createIds } from './engine/ids.ts';
import { checkIsOptions, checkOptions, type ReferenceOptions, referenceOptionNames } from './options.ts';
import { MemoryExecutor } from './serve/executor.ts';

const standardIdSeed = 'vtex-customer-credit';

/** An engine with its controls, without an adapter. */
export function createReference(options: ReferenceOptions = {}): Controlled {
  checkIsOptions(options);
  try {
    return referenceOf(options);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(allIssues(options, error.issues));
  }
}

function issuesOf(act: () => unknown): readonly Issue[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.issues;
    throw error;
  }
}

/** What is wrong with each option by itself: one that fails must not hide the others. */
function allIssues(options: ReferenceOptions, first: readonly Issue[]): readonly Issue[] {
  const { now, seed, dueDays, faults, quirks, journalSize, idSeed } = options;
  const time = issuesOf(() => createClock(now).now());
  const base = time.length > 0 ? {} : { now };
  const each: readonly ReferenceOptions[] = [
    { dueDays },
    { faults },
    { quirks },
    { journalSize },
    { idSeed },
    { seed },
  ];
  const found = [...time, ...each.flatMap((alone) => issuesOf(() => referenceOf({ ...base, ...alone })))];
  return found.length > 0 ? found : first;
}

function referenceOf(options: ReferenceOptions): Controlled {
  checkOptions(options);
  const engine = new Engine(createClock(options.now), createIds(options.idSeed ?? standardIdSeed));
  return controlOf(engine, new Callers(), options);
}

/** A second engine with the same content that goes its own way from here; its time stands still. */
export function forkReference(
  { control, callers }: Controlled,
  { idSeed = standardIdSeed, journalSize }: ReferenceOptions,
): Controlled {
  const snapshot: Snapshot = control.snapshot();
  const engine = new Engine(createClock(snapshot.clock.now), createIds(idSeed));
  engine.store = storeOf(snapshot);
  engine.ids.restore(snapshot.ids);
  return controlOf(engine, callers.copy(), { journalSize, quirks: control.quirks.list() });
}

export interface InMemoryOptions extends ReferenceOptions {
  readonly onWarning?: ((warning: Warning) => void) | undefined;
}

export interface InMemoryCustomerCredit {
  readonly client: CustomerCredit;
  readonly control: Control<InMemoryCustomerCredit>;
  /**
   * The same store as another caller sees it: with the permissions of these credentials, or refused with 401 when
   * callers were named and it is none of them.
   */
  clientAs(credentials: CallerCredentials): CustomerCredit;
}

/** `client` has Main Access; `clientAs` is for everyone else. */
function adapterOf(controlled: Controlled, options: InMemoryOptions): InMemoryCustomerCredit {
  const { engine, callers, control } = controlled;
  const base = { now: engine.clock.now, onWarning: options.onWarning };
  return {
    client: new BaseClient(new MemoryExecutor(controlled, () => ({ caller: anyone, secrets: [] })), base),
    control: { ...control, fork: () => adapterOf(forkReference(controlled, options), options) },
    clientAs: (credentials) =>
      new BaseClient(
        new MemoryExecutor(controlled, () => ({
          caller: callers.find(credentials),
          secrets: secretsOf(credentials),
        })),
        base,
      ),
  };
}

/**
 * The reference in memory: a client with the interface of the real one, and the controls around it. Results are
 * frozen values of their own; changing one changes nothing in the store. Each call is exactly one attempt: nothing is
 * repeated or read back, and no time passes for a latency.
 *
 * ```ts
 * const { client, control } = createInMemoryCustomerCredit({ now: '2024-05-08T12:00:00Z' });
 * await client.accounts.open({ document: '1', documentType: 'CPF', email: 'a@b.example', creditLimit: 1000 });
 * control.clock.advance({ days: 31 });
 * ```
 *
 * @throws ConfigurationError naming every option and every field of the seed that cannot be used.
 */
export function createInMemoryCustomerCredit(options: InMemoryOptions = {}): InMemoryCustomerCredit {
  checkIsOptions(options);
  const unknown = unknownNames(options, [...referenceOptionNames, 'onWarning']);
  const { onWarning, ...reference } = options;
  const issues = [
    ...unknown,
    ...(onWarning === undefined || typeof onWarning === 'function'
      ? []
      : [{ path: 'onWarning', expected: 'a function' }]),
  ];
  if (issues.length === 0) return adapterOf(createReference(reference), options);
  throw new ConfigurationError([...issues, ...issuesOf(() => createReference(reference))]);
}
