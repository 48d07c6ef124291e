import { useEffect, useState } from 'preact/hooks';
import type { Permission } from 'vtex-customer-credit';
import type { AsyncControl } from 'vtex-customer-credit/emulator';
import type { FaultEffect, FaultPhase, JournalEntry, OperationId } from 'vtex-customer-credit/memory';
import { useChange } from '../change.ts';
import { download } from '../download.ts';
import { moment, readNumber, whole } from '../format.ts';
import { useLoad } from '../load.ts';
import { Card, Data, FailureNote, Loading, Page } from '../parts/basics.tsx';
import { Button, Form } from '../parts/controls.tsx';
import { ChangeDialog } from '../parts/dialog.tsx';
import { Check, Field, FileButton, Select } from '../parts/field.tsx';
import { Table } from '../parts/table.tsx';
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
          <Button key={count} disabled={change.busy} onClick={() => advance(count)}>
            {text.forward(count)}
          </Button>
        ))}
      </div>
      <Form
        class="inline-form"
        onSubmit={() => {
          if (forward !== undefined) advance(forward);
        }}
      >
        <Field label={text.daysForward} value={days} onInput={setDays} type="number" min={0} />
        <Button type="submit" disabled={change.busy || forward === undefined}>
          {text.advance}
        </Button>
      </Form>
      <Form
        class="inline-form"
        onSubmit={() => {
          if (to !== '') change.run(() => control.clock.set(`${to.length === 16 ? `${to}:00` : to}Z`));
        }}
      >
        <Field label={text.setTo} value={to} onInput={setTo} type="datetime-local" />
        <Button type="submit" disabled={change.busy || to === ''}>
          {text.set}
        </Button>
      </Form>
      <FailureNote of={change} />
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
        <Button
          icon="export"
          disabled={change.busy}
          onClick={() =>
            change.run(async () => {
              const snapshot = await control.snapshot();
              const date = new Date(now).toISOString().slice(0, 10);
              download(`snapshot-${date}.json`, [JSON.stringify(snapshot)], 'application/json');
            })
          }
        >
          {text.snapshot}
        </Button>
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
        <Button
          disabled={change.busy}
          onClick={() =>
            change.run(async () => {
              await control.seed(sampleSeed(now));
            }, text.seeded)
          }
        >
          {text.sample}
        </Button>
        <Button kind="danger-text" onClick={() => setAsking(true)}>
          {text.reset}
        </Button>
      </div>
      <FailureNote of={change} />
      {isAsking ? (
        <ChangeDialog
          title={text.resetQuestion}
          submit={text.reset}
          danger
          onClose={() => setAsking(false)}
          work={() => control.reset()}
          said={text.resetDone}
        >
          <p>{text.resetText}</p>
        </ChangeDialog>
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
          <Button
            kind="small"
            disabled={change.busy}
            onClick={() => change.run(() => control.faults.clear())}
          >
            {text.clearFaults}
          </Button>
        )
      }
    >
      <FailureNote of={list} />
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
              <Button
                kind="small"
                disabled={change.busy}
                aria-label={text.removeFault(says)}
                onClick={() => change.run(() => control.faults.remove(id))}
              >
                {words.account.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Form
        class="inline-form"
        onSubmit={() => {
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
        <Button type="submit" kind="primary" disabled={change.busy}>
          {text.addFault}
        </Button>
      </Form>
      <Form
        class="inline-form"
        onSubmit={() => {
          if (rate === undefined) return;
          change.run(async () => {
            await control.faults.random({ seed: 'screens', rate: rate / 100 });
          });
        }}
      >
        <Field label={text.share} value={share} onInput={setShare} type="number" min={1} max={100} />
        <Button type="submit" disabled={change.busy || rate === undefined}>
          {text.addRandom}
        </Button>
      </Form>
      <FailureNote of={change} />
    </Card>
  );
}

function QuirksCard({ control }: ControlProps) {
  const { words } = useSession();
  const text = words.emulator;
  const change = useChange();
  const list = useLoad(() => Promise.all([control.quirks.known(), control.quirks.list()]), []);
  const [known, on] = list.value ?? [[], []];
  return (
    <Card title={text.quirks} hint={text.quirksHint}>
      <FailureNote of={list} />
      <FailureNote of={change} />
      <div class="quirks">
        {known.map(({ name, says, knownIssue, mark }) => (
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
          <Button kind="small" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
            {isPaused ? text.resume : text.pause}
          </Button>
          <Button
            kind="small"
            disabled={change.busy}
            onClick={() => change.run(() => control.journal.clear())}
          >
            {text.clear}
          </Button>
        </>
      }
    >
      <FailureNote of={{ error }} reading />
      {entries === undefined && error === undefined ? (
        <Loading />
      ) : shown.length === 0 ? (
        <p class="empty">{text.journalNone}</p>
      ) : (
        <Table
          label={text.journal}
          class="dense"
          rows={shown}
          keyOf={({ number }) => number}
          titleColumn={2}
          columns={[
            ['#', 'wide end number muted', ({ number }) => number],
            [text.at, 'wide number nowrap', ({ at }) => moment(at, locale)],
            [text.operation, '', (entry) => <Request entry={entry} />],
            [text.answer, '', (entry) => <Answer entry={entry} />],
            [text.caller, 'wide', ({ caller }) => <Data clip>{caller}</Data>],
          ]}
        />
      )}
      {(entries?.length ?? 0) > shown.length ? (
        <p class="muted foot-note">
          {words.store.shown(whole(shown.length, locale), whole(entries?.length ?? 0, locale))}
        </p>
      ) : null}
    </Card>
  );
}

interface EntryProps {
  readonly entry: JournalEntry;
}

function Request({ entry: { operation, method, path, input } }: EntryProps) {
  return (
    <details class="entry">
      <summary>
        <Data>{operation ?? `${method} ${path}`}</Data>
      </summary>
      <pre>
        <Data>{JSON.stringify(input, null, 2)}</Data>
      </pre>
    </details>
  );
}

function Answer({ entry: { status, done, fault } }: EntryProps) {
  const text = useSession().words.emulator;
  const isGood = status !== undefined && status !== null && status < 300;
  return (
    <>
      <span class={`badge ${isGood ? 'badge-Paid' : 'badge-Overdue'}`}>
        {status ?? (done || fault !== undefined ? text.lost : text.waiting)}
      </span>
      {done || isGood ? null : <span class="muted"> {text.notDone}</span>}
      {fault ? (
        <span class="muted">
          {' '}
          <Data>{fault}</Data>
        </span>
      ) : null}
    </>
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
      <FailureNote of={list} />
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
      <Form
        class="form"
        onSubmit={() => {
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
        <FailureNote of={change} />
        <div class="row end">
          <Button type="submit" disabled={change.busy || name === '' || appKey === '' || appToken === ''}>
            {text.addCaller}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
