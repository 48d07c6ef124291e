import { useEffect, useState } from 'preact/hooks';
import type { Permission } from 'vtex-customer-credit';
import type { AsyncControl } from 'vtex-customer-credit/emulator';
import {
  type FaultEffect,
  type FaultPhase,
  type JournalEntry,
  type OperationId,
  quirks as quirkFacts,
} from 'vtex-customer-credit/memory';
import { useChange } from '../actions.tsx';
import { download } from '../download.ts';
import { moment, readNumber, whole } from '../format.ts';
import { Icon } from '../icons.tsx';
import { useLoad } from '../load.ts';
import { Card, Data, FailureNote, Loading, Page, TableBox } from '../parts/basics.tsx';
import { Dialog, DialogForm } from '../parts/dialog.tsx';
import { Check, Field, FileButton, Select } from '../parts/field.tsx';
import { sampleSeed } from '../sample.ts';
import { useSession } from '../session.ts';
import { operations, permissions } from '../tables.ts';

interface ControlProps {
  readonly control: AsyncControl;
}

export function EmulatorScreen() {
  const { control, words } = useSession();
  if (control === undefined)
    return (
      <Page title={words.emulator.title}>
        <p class="note note-warn">{words.emulator.off}</p>
      </Page>
    );
  return (
    <Page title={words.emulator.title}>
      <div class="columns start">
        <ClockCard control={control} />
        <StateCard control={control} />
      </div>
      <FaultsCard control={control} />
      <JournalCard control={control} />
      <QuirksCard control={control} />
      <CallersCard control={control} />
    </Page>
  );
}

function ClockCard({ control }: ControlProps) {
  const { now, words, locale } = useSession();
  const text = words.emulator;
  const [days, setDays] = useState('15');
  const [to, setTo] = useState('');
  const change = useChange();
  const forward = readNumber(days);
  const advance = (count: number): void => change.run(() => control.clock.advance({ days: count }));
  return (
    <Card title={text.clock} hint={text.clockHint}>
      <p class="clock-now number" aria-live="polite">
        {moment(new Date(now).toISOString(), locale)}
      </p>
      <div class="row">
        {[1, 7, 30].map((count) => (
          <button
            key={count}
            type="button"
            class="button"
            disabled={change.busy}
            onClick={() => advance(count)}
          >
            {text.forward(count)}
          </button>
        ))}
      </div>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (forward !== undefined) advance(forward);
        }}
      >
        <Field label={text.daysForward} value={days} onInput={setDays} type="number" min={0} />
        <button type="submit" class="button" disabled={change.busy || forward === undefined}>
          {text.advance}
        </button>
      </form>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== '') change.run(() => control.clock.set(`${to.length === 16 ? `${to}:00` : to}Z`));
        }}
      >
        <Field label={text.setTo} value={to} onInput={setTo} type="datetime-local" />
        <button type="submit" class="button" disabled={change.busy || to === ''}>
          {text.set}
        </button>
      </form>
      {change.error === undefined ? null : <FailureNote error={change.error} />}
    </Card>
  );
}

async function jsonOf(file: File, complaint: string): Promise<unknown> {
  try {
    return JSON.parse((await file.text()).replace(/^\uFEFF/, ''));
  } catch {
    throw new Error(complaint);
  }
}

/** A file is what it is: the control checks each of its fields. */
function isWhatItSays<Value>(_value: unknown): _value is Value {
  return true;
}

async function giveJson<Value>(
  file: File,
  complaint: string,
  take: (value: Value) => Promise<unknown>,
): Promise<void> {
  const json = await jsonOf(file, complaint);
  if (isWhatItSays<Value>(json)) await take(json);
}

function StateCard({ control }: ControlProps) {
  const { now, words } = useSession();
  const text = words.emulator;
  const [isAsking, setAsking] = useState(false);
  const change = useChange();
  return (
    <Card title={text.state} hint={text.stateHint}>
      <div class="stack">
        <button
          type="button"
          class="button"
          disabled={change.busy}
          onClick={() =>
            change.run(async () => {
              const snapshot = await control.snapshot();
              const date = new Date(now).toISOString().slice(0, 10);
              download(`snapshot-${date}.json`, [JSON.stringify(snapshot)], 'application/json');
            })
          }
        >
          <Icon name="export" />
          {text.snapshot}
        </button>
        <FileButton
          label={text.restore}
          accept=".json,application/json"
          onFile={(file) => change.run(() => giveJson(file, text.notJson, control.restore), text.restored)}
        />
        <FileButton
          label={text.seedFile}
          accept=".json,application/json"
          onFile={(file) => change.run(() => giveJson(file, text.notJson, control.seed), text.seeded)}
        />
        <button
          type="button"
          class="button"
          disabled={change.busy}
          onClick={() =>
            change.run(async () => {
              await control.seed(sampleSeed(now));
            }, text.seeded)
          }
        >
          {text.sample}
        </button>
        <button type="button" class="button danger-text" onClick={() => setAsking(true)}>
          {text.reset}
        </button>
      </div>
      {change.error === undefined ? null : <FailureNote error={change.error} />}
      {isAsking ? (
        <Dialog title={text.resetQuestion} onClose={() => setAsking(false)} locked={change.busy}>
          <DialogForm
            submit={text.reset}
            danger
            busy={change.busy}
            onClose={() => setAsking(false)}
            onSubmit={() =>
              change.run(async () => {
                await control.reset();
                setAsking(false);
              }, text.resetDone)
            }
          >
            <p>{text.resetText}</p>
          </DialogForm>
        </Dialog>
      ) : null}
    </Card>
  );
}

const effects: Readonly<Record<string, FaultEffect>> = {
  '500': { status: 500 },
  '503': { status: 503 },
  '429': { status: 429, retryAfter: 1 },
  drop: 'drop',
  reset: 'reset',
  hang: 'hang',
  truncate: 'truncate',
  latency: { latency: 2000 },
};

type EffectName = keyof ReturnType<typeof useSession>['words']['emulator']['effects'];
const effectNames: readonly EffectName[] = [
  '500',
  '503',
  '429',
  'drop',
  'reset',
  'hang',
  'truncate',
  'latency',
];
const phases: readonly FaultPhase[] = ['before', 'after', 'body'];
const counts = ['1', '2', '5', 'always'] as const;

function FaultsCard({ control }: ControlProps) {
  const { words } = useSession();
  const text = words.emulator;
  const [operation, setOperation] = useState<OperationId | 'any'>('invoices.markAsPaid');
  const [phase, setPhase] = useState<FaultPhase>('before');
  const [effect, setEffect] = useState<EffectName>('500');
  const [times, setTimes] = useState<(typeof counts)[number]>('1');
  const [share, setShare] = useState('20');
  const [tick, setTick] = useState(0);
  const change = useChange();
  const list = useLoad(() => control.faults.list(), [tick]);
  // They strike whenever somebody calls.
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setTick((before) => before + 1);
    }, 3000);
    return () => clearInterval(timer);
  }, []);
  const [shown, setShown] = useState(list.value ?? []);
  useEffect(() => {
    if (list.value !== undefined) setShown(list.value);
  }, [list.value]);
  const rate = readNumber(share);
  return (
    <Card
      title={text.faults}
      hint={text.faultsHint}
      actions={
        shown.length === 0 ? undefined : (
          <button
            type="button"
            class="button small"
            disabled={change.busy}
            onClick={() => change.run(() => control.faults.clear())}
          >
            {text.clearFaults}
          </button>
        )
      }
    >
      {list.error === undefined ? null : <FailureNote error={list.error} reading onRetry={list.reload} />}
      {shown.length === 0 ? (
        <p class="muted">{text.faultsNone}</p>
      ) : (
        <ul class="plain-list">
          {shown.map(({ id, says, fired, left }) => (
            <li key={id}>
              <span>
                <strong>
                  <Data>{says}</Data>
                </strong>{' '}
                <span class={`badge ${fired > 0 ? 'badge-Overdue' : 'badge-other'}`}>
                  {text.struck(fired)}
                </span>{' '}
                <span class="muted">
                  {text.left(left === 'always' ? text.always.toLowerCase() : String(left))}
                </span>
              </span>
              <button
                type="button"
                class="button small"
                disabled={change.busy}
                aria-label={text.removeFault(says)}
                onClick={() => change.run(() => control.faults.remove(id))}
              >
                {words.account.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = effects[effect];
          if (chosen === undefined) return;
          change.run(async () => {
            await control.faults.add({
              phase,
              effect: chosen,
              times: times === 'always' ? times : Number(times),
              ...(operation === 'any' ? {} : { operation }),
            });
          });
        }}
      >
        <Select
          label={text.operation}
          value={operation}
          options={[['any', text.anyOperation], ...operations.map(([id]) => [id, id] as const)]}
          onChange={setOperation}
        />
        <Select
          label={text.phase}
          value={phase}
          options={phases.map((name) => [name, text.phases[name]] as const)}
          onChange={setPhase}
        />
        <Select
          label={text.effect}
          value={effect}
          options={effectNames.map((name) => [name, text.effects[name]] as const)}
          onChange={setEffect}
        />
        <Select
          label={text.times}
          value={times}
          options={counts.map((count) => [count, count === 'always' ? text.always : count] as const)}
          onChange={setTimes}
        />
        <button type="submit" class="button primary" disabled={change.busy}>
          {text.addFault}
        </button>
      </form>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (rate === undefined) return;
          change.run(async () => {
            await control.faults.random({ seed: 'screens', rate: rate / 100 });
          });
        }}
      >
        <Field label={text.share} value={share} onInput={setShare} type="number" min={1} max={100} />
        <button type="submit" class="button" disabled={change.busy || rate === undefined}>
          {text.addRandom}
        </button>
      </form>
      {change.error === undefined ? null : <FailureNote error={change.error} />}
    </Card>
  );
}

function QuirksCard({ control }: ControlProps) {
  const { words } = useSession();
  const text = words.emulator;
  const change = useChange();
  const list = useLoad(() => control.quirks.list(), []);
  const on = list.value ?? [];
  return (
    <Card title={text.quirks} hint={text.quirksHint}>
      {list.error === undefined ? null : <FailureNote error={list.error} reading onRetry={list.reload} />}
      {change.error === undefined ? null : <FailureNote error={change.error} />}
      <div class="quirks">
        {quirkFacts.map(({ name, says, knownIssue, mark }) => (
          <Check
            key={name}
            label={
              <>
                <code>{name}</code>{' '}
                <span class="badge badge-other">
                  {knownIssue === undefined ? text.marks[mark] : `${text.issue} ${knownIssue}`}
                </span>
              </>
            }
            hint={says}
            checked={on.includes(name)}
            onChange={(checked) =>
              change.run(() =>
                control.quirks.set(checked ? [...on, name] : on.filter((other) => other !== name)),
              )
            }
          />
        ))}
      </div>
    </Card>
  );
}

const shownEntries = 100;
const reads = new Set<string>(operations.flatMap(([id, isRead]) => (isRead ? [id] : [])));

function JournalCard({ control }: ControlProps) {
  const { version, words, locale } = useSession();
  const text = words.emulator;
  const [entries, setEntries] = useState<readonly JournalEntry[] | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [isPaused, setPaused] = useState(false);
  const [changesOnly, setChangesOnly] = useState(false);
  const change = useChange();
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const before = performance.now();
      if (document.visibilityState === 'visible') {
        try {
          const calls = await control.journal.calls();
          if (!ended) {
            setEntries(calls);
            setError(undefined);
          }
        } catch (reason) {
          if (!ended) setError(reason);
        }
      }
      // A long journal takes its time: the page and the store have other things to do.
      const pause = Math.max(2000, 10 * (performance.now() - before));
      if (!ended && !isPaused) timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [isPaused, version]);
  const shown = (entries ?? [])
    .filter(({ operation }) => !changesOnly || operation === undefined || !reads.has(operation))
    .slice(-shownEntries)
    .toReversed();
  return (
    <Card
      title={text.journal}
      hint={text.journalHint}
      class="list"
      actions={
        <>
          <Check label={text.changesOnly} checked={changesOnly} onChange={setChangesOnly} />
          <button
            type="button"
            class="button small"
            aria-pressed={isPaused}
            onClick={() => setPaused(!isPaused)}
          >
            {isPaused ? text.resume : text.pause}
          </button>
          <button
            type="button"
            class="button small"
            disabled={change.busy}
            onClick={() => change.run(() => control.journal.clear())}
          >
            {text.clear}
          </button>
        </>
      }
    >
      {error === undefined ? null : <FailureNote error={error} reading />}
      {entries === undefined && error === undefined ? (
        <Loading />
      ) : shown.length === 0 ? (
        <p class="empty">{text.journalNone}</p>
      ) : (
        <TableBox label={text.journal}>
          <table class="table dense">
            <thead>
              <tr>
                <th scope="col" class="wide end">
                  #
                </th>
                <th scope="col" class="wide">
                  {text.at}
                </th>
                <th scope="col">{text.operation}</th>
                <th scope="col">{text.answer}</th>
                <th scope="col" class="wide">
                  {text.caller}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((entry) => (
                <JournalRow key={entry.number} entry={entry} />
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {(entries?.length ?? 0) > shown.length ? (
        <p class="muted foot-note">
          {words.store.shown(whole(shown.length, locale), whole(entries?.length ?? 0, locale))}
        </p>
      ) : null}
    </Card>
  );
}

function JournalRow({ entry }: { readonly entry: JournalEntry }) {
  const { words, locale } = useSession();
  const text = words.emulator;
  const { number, at, operation, method, path, caller, status, done, fault, input } = entry;
  const isGood = status !== undefined && status !== null && status < 300;
  const answer = status ?? (done || fault !== undefined ? text.lost : text.waiting);
  return (
    <tr>
      <td class="wide end number muted">{number}</td>
      <td class="wide number nowrap">{moment(at, locale)}</td>
      <th scope="row">
        <details class="entry">
          <summary>
            <Data>{operation ?? `${method} ${path}`}</Data>
          </summary>
          <pre>
            <Data>{JSON.stringify(input, null, 2)}</Data>
          </pre>
        </details>
      </th>
      <td>
        <span class={`badge ${isGood ? 'badge-Paid' : 'badge-Overdue'}`}>{answer}</span>
        {done || isGood ? null : <span class="muted"> {text.notDone}</span>}
        {fault ? (
          <span class="muted">
            {' '}
            <Data>{fault}</Data>
          </span>
        ) : null}
      </td>
      <td class="wide">
        <Data clip>{caller}</Data>
      </td>
    </tr>
  );
}

function CallersCard({ control }: ControlProps) {
  const { words } = useSession();
  const text = words.emulator;
  const [name, setName] = useState('');
  const [appKey, setKey] = useState('');
  const [appToken, setToken] = useState('');
  const [chosen, setChosen] = useState<readonly Permission[]>(['Main Access']);
  const change = useChange();
  const list = useLoad(() => control.callers(), []);
  const names = list.value ?? [];
  return (
    <Card title={text.callers} hint={text.callersHint}>
      {list.error === undefined ? null : <FailureNote error={list.error} reading onRetry={list.reload} />}
      {names.length === 0 ? (
        <p class="muted">{text.callersNone}</p>
      ) : (
        <ul class="plain-list">
          {names.map((each) => (
            <li key={each}>
              <Data>{each}</Data>
            </li>
          ))}
        </ul>
      )}
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          change.run(async () => {
            await control.addCaller({ name, appKey, appToken, permissions: chosen });
            setName('');
            setKey('');
            setToken('');
          }, text.callerAdded);
        }}
      >
        <div class="columns">
          <Field label={text.callerName} value={name} onInput={setName} required />
          <Field label={words.signIn.key} value={appKey} onInput={setKey} required />
          <Field label={words.signIn.token} value={appToken} onInput={setToken} type="password" required />
        </div>
        <fieldset>
          <legend>{text.permissions}</legend>
          <div class="permissions">
            {permissions.map((permission) => (
              <Check
                key={permission}
                label={permission}
                checked={chosen.includes(permission)}
                onChange={(checked) =>
                  setChosen(
                    checked ? [...chosen, permission] : chosen.filter((other) => other !== permission),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
        {change.error === undefined ? null : <FailureNote error={change.error} />}
        <div class="row end">
          <button
            type="submit"
            class="button"
            disabled={change.busy || name === '' || appKey === '' || appToken === ''}
          >
            {text.addCaller}
          </button>
        </div>
      </form>
    </Card>
  );
}
