import { useState } from 'preact/hooks';
import { isKnownInvoiceStatus } from 'vtex-customer-credit';
import {
  type PlanCounts,
  type PlannedRow,
  type Progress,
  planAccounts,
  planInvoices,
  type ReadOptions,
  type RowOutcome,
  type RowProblem,
  reportCsv,
} from 'vtex-customer-credit/csv';
import { Tile } from '../actions.tsx';
import { download } from '../download.ts';
import { money, whole } from '../format.ts';
import { throttled, useTask } from '../load.ts';
import { Card, Data, FailureNote, Page, ProgressNote } from '../parts/basics.tsx';
import { Button } from '../parts/controls.tsx';
import { DropZone } from '../parts/drop.tsx';
import { Check, Select } from '../parts/field.tsx';
import { Table } from '../parts/table.tsx';
import { routeText } from '../route.ts';
import { useSession } from '../session.ts';

type Kind = 'invoices' | 'accounts';
type Encoding = NonNullable<ReadOptions['encoding']>;
type Verdict = PlannedRow<string, unknown>['verdict'];
type ShownRow = PlannedRow<string, unknown>;

/** How many rows of each verdict are shown; all of them stand in the report. */
const mostShown = 200;

const verdicts = ['change', 'unchanged', 'impossible', 'unread'] as const;

/** A plan as this screen uses it, whatever it is a plan of. */
interface AnyPlan extends AsyncIterable<ShownRow> {
  counts(): PlanCounts<string>;
  run(options: {
    readonly signal: AbortSignal;
    readonly now: () => number;
    readonly onProgress: (progress: Progress) => void;
  }): AsyncGenerator<RowOutcome, void, void>;
}

interface Planned {
  readonly plan: AnyPlan;
  readonly counts: PlanCounts<string>;
  readonly rows: Readonly<Record<Verdict, readonly ShownRow[]>>;
}

interface Ran {
  readonly progress: Progress | undefined;
  readonly failures: readonly RowOutcome[];
  readonly report: readonly Uint8Array<ArrayBuffer>[];
  readonly isStopped: boolean;
}

export function ImportScreen() {
  const { client, route, words, locale } = useSession();
  const text = words.importing;
  const [kind, setKind] = useState<Kind>(route.query['kind'] === 'accounts' ? 'accounts' : 'invoices');
  const [file, setFile] = useState<File | undefined>(undefined);
  const [encoding, setEncoding] = useState<Encoding>('utf-8');
  const [decimal, setDecimal] = useState<'auto' | '.' | ','>('auto');
  const [reopen, setReopen] = useState(false);
  const [counts, setCounts] = useState<PlanCounts<string> | undefined>(undefined);
  const [planned, setPlanned] = useState<Planned | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [isRunning, setRunning] = useState(false);
  const task = useTask();

  const read = (chosen: File): void => {
    setFile(chosen);
    setPlanned(undefined);
    setCounts(undefined);
    setError(undefined);
    const options: ReadOptions = { encoding, ...(decimal === 'auto' ? {} : { decimalMark: decimal }) };
    task.start(async (signal) => {
      const source = () => chosen.stream();
      const plan: AnyPlan =
        kind === 'invoices'
          ? planInvoices(client, source, { ...options, reopen, signal })
          : planAccounts(client, source, { ...options, signal });
      const rows: Record<Verdict, ShownRow[]> = { change: [], unchanged: [], impossible: [], unread: [] };
      const show = throttled(100, () => setCounts(plan.counts()));
      for await (const row of plan) {
        const list = rows[row.verdict];
        if (list.length < mostShown) list.push(row);
        show();
      }
      setPlanned({ plan, counts: plan.counts(), rows });
    }, setError);
  };
  const again = (): void => {
    setFile(undefined);
    setPlanned(undefined);
    setError(undefined);
    setRunning(false);
  };
  const done =
    counts === undefined ? 0 : counts.change + counts.unchanged + counts.impossible + counts.unread;
  return (
    <Page
      title={text.title}
      back={{ to: routeText([kind]), text: words.nav[kind] }}
      hint={file === undefined ? undefined : <Data>{file.name}</Data>}
    >
      {file !== undefined ? null : (
        <Card>
          <div class="columns">
            <Select
              label={text.kind}
              value={kind}
              options={[
                ['invoices', text.kinds.invoices],
                ['accounts', text.kinds.accounts],
              ]}
              onChange={setKind}
            />
          </div>
          <DropZone label={text.drop} hint={text.hint} onFile={read} />
          <details>
            <summary>{text.options}</summary>
            <div class="columns">
              <Select
                label={text.encoding}
                value={encoding}
                options={[
                  ['utf-8', text.encodings['utf-8']],
                  ['windows-1252', text.encodings['windows-1252']],
                  ['utf-16le', text.encodings['utf-16le']],
                ]}
                onChange={setEncoding}
              />
              <Select
                label={text.decimal}
                value={decimal}
                options={[
                  ['auto', text.decimals.auto],
                  ['.', text.decimals['.']],
                  [',', text.decimals[',']],
                ]}
                onChange={setDecimal}
              />
            </div>
            {kind === 'invoices' ? <Check label={text.reopen} checked={reopen} onChange={setReopen} /> : null}
          </details>
        </Card>
      )}
      {task.running && !isRunning ? (
        <Card>
          <ProgressNote
            text={text.planning(whole(done, locale), whole(counts?.total ?? 0, locale))}
            done={done}
            total={counts?.total === 0 ? undefined : counts?.total}
            onStop={() => {
              task.stop();
              again();
            }}
          />
        </Card>
      ) : null}
      {error === undefined ? null : (
        <>
          <FailureNote of={{ error }} reading />
          <Button onClick={again}>{text.other}</Button>
        </>
      )}
      {planned === undefined ? null : isRunning ? (
        <RunView planned={planned} onAgain={again} />
      ) : (
        <PlanView planned={planned} kind={kind} onRun={() => setRunning(true)} onAgain={again} />
      )}
    </Page>
  );
}

function PlanView({
  planned,
  kind,
  onRun,
  onAgain,
}: {
  readonly planned: Planned;
  readonly kind: Kind;
  readonly onRun: () => void;
  readonly onAgain: () => void;
}) {
  const { words, locale } = useSession();
  const text = words.importing;
  const { counts, rows } = planned;
  const [verdict, setVerdict] = useState<Verdict>(
    counts.change > 0 ? 'change' : counts.impossible > 0 ? 'impossible' : 'unchanged',
  );
  const names = {
    change: text.change,
    unchanged: text.unchanged,
    impossible: text.impossible,
    unread: text.unread,
  };
  const shown = rows[verdict];
  return (
    <Card title={text.plan} class="list">
      <dl class="tiles">
        <Tile name={text.rows} value={counts.total} />
        <Tile name={text.change} value={counts.change} kind="good" />
        <Tile name={text.unchanged} value={counts.unchanged} />
        <Tile name={text.impossible} value={counts.impossible} kind="bad" />
        {kind === 'invoices' ? <Tile name={text.toPay} value={money(counts.valueToPay, locale)} /> : null}
      </dl>
      <div class="plan-foot row">
        <Button onClick={onAgain}>{text.other}</Button>
        <span class="muted grow">
          {counts.change === 0 ? text.nothing : text.importRows(whole(counts.change, locale))}
        </span>
        <Button icon="import" kind="primary" disabled={counts.change === 0} onClick={onRun}>
          {text.importFile}
        </Button>
      </div>
      <div class="tabs-head">
        <fieldset class="tabs" aria-label={text.plan}>
          {verdicts
            .filter((name) => name !== 'unread' || counts.unread > 0)
            .map((name) => (
              <button
                key={name}
                type="button"
                class="tab"
                aria-pressed={verdict === name}
                onClick={() => setVerdict(name)}
              >
                {names[name]}
                <span class="tab-count number">{whole(counts[name], locale)}</span>
              </button>
            ))}
        </fieldset>
      </div>
      {shown.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : verdict === 'change' ? (
        <ChangeTable rows={shown} />
      ) : (
        <ProblemTable
          rows={shown.map((row) => ({
            row: row.row,
            name: nameOfRow(row),
            problems: row.problems,
          }))}
          label={names[verdict]}
        />
      )}
      {counts[verdict] > shown.length ? (
        <p class="muted foot-note">
          {text.shown(whole(shown.length, locale), whole(counts[verdict], locale))}
        </p>
      ) : null}
    </Card>
  );
}

const nameOfRow = ({
  invoiceId,
  creditAccountId,
}: Pick<RowOutcome, 'invoiceId' | 'creditAccountId'>): string => invoiceId ?? creditAccountId ?? '';

function useChangeName(): (kind: string) => string {
  const { words } = useSession();
  const names = new Map<string, string>(Object.entries(words.importing.changes));
  return (kind) => names.get(kind) ?? kind;
}

/** The changes that go from one status to another. */
const statusKinds: ReadonlySet<string> = new Set(['pay', 'cancel', 'reopen']);

function ChangeTable({ rows }: { readonly rows: readonly ShownRow[] }) {
  const { words } = useSession();
  const text = words.importing;
  const changeName = useChangeName();
  const shownValue = (kind: string, value: string) => {
    if (value === '') return <span class="muted">{text.empty}</span>;
    const isStatus = statusKinds.has(kind) && isKnownInvoiceStatus(value);
    return <Data clip>{isStatus ? words.statuses[value] : value}</Data>;
  };
  return (
    <Table
      label={text.change}
      rows={rows.flatMap((row) => row.changes.map((change, at) => ({ row, change, isFirst: at === 0 })))}
      keyOf={({ row, change }) => `${row.row} ${change.kind}`}
      titleColumn={0}
      columns={[
        [text.row, 'number', ({ row, isFirst }) => <span class={isFirst ? '' : 'unseen'}>{row.row}</span>],
        [
          words.invoices.invoice,
          'wide',
          ({ row, isFirst }) => (isFirst ? <Data clip>{nameOfRow(row)}</Data> : null),
        ],
        [text.what, '', ({ change }) => changeName(change.kind)],
        [text.from, '', ({ change }) => <del>{shownValue(change.kind, change.from)}</del>],
        [text.to, '', ({ change }) => <ins>{shownValue(change.kind, change.to)}</ins>],
      ]}
    />
  );
}

interface ProblemRow {
  readonly row: number;
  readonly name: string;
  readonly outcome?: string;
  readonly problems: readonly RowProblem[];
}

function ProblemTable({ rows, label }: { readonly rows: readonly ProblemRow[]; readonly label: string }) {
  const { words } = useSession();
  const text = words.importing;
  return (
    <Table
      label={label}
      rows={rows}
      keyOf={({ row }) => row}
      titleColumn={0}
      columns={[
        [text.row, 'number', ({ row }) => row],
        [words.invoices.invoice, 'wide', ({ name }) => <Data clip>{name}</Data>],
        [
          text.problem,
          'problem',
          ({ outcome, problems }) => (
            <>
              {outcome === undefined ? null : <span class="badge badge-other">{outcome}</span>}
              {problems.length === 0 ? '–' : null}
              {problems.map(({ code, column, message }) => (
                <p key={`${code} ${column}`}>
                  <Data>{column === undefined ? message : `${text.column} ${column}: ${message}`}</Data>
                </p>
              ))}
            </>
          ),
        ],
      ]}
    />
  );
}

/** The run begins with the view, goes on in the order of the file, and can be stopped between rows. */
function RunView({ planned, onAgain }: { readonly planned: Planned; readonly onAgain: () => void }) {
  const { words, locale, changed } = useSession();
  const text = words.importing;
  const [ran, setRan] = useState<Ran>({ progress: undefined, failures: [], report: [], isStopped: false });
  const [error, setError] = useState<unknown>(undefined);
  const [hasBegun, setBegun] = useState(false);
  const [isOver, setOver] = useState(false);
  const task = useTask();
  if (!hasBegun) {
    setBegun(true);
    queueMicrotask(() =>
      task.start(async (signal) => {
        const failures: RowOutcome[] = [];
        const report: Uint8Array<ArrayBuffer>[] = [];
        let progress: Progress | undefined;
        let isStopped = false;
        const put = (): void => setRan({ progress, failures: [...failures], report: [...report], isStopped });
        const show = throttled(100, put);
        // Its own signal is never used: stopping lets what was sent come to its end.
        const run = planned.plan.run({
          signal: new AbortController().signal,
          now: () => performance.now(),
          onProgress: (now) => {
            progress = now;
          },
        });
        async function* outcomes(): AsyncGenerator<RowOutcome, void, void> {
          for await (const outcome of run) {
            const isFailure = outcome.outcome !== 'done' && outcome.outcome !== 'unchanged';
            if (isFailure && failures.length < mostShown) failures.push(outcome);
            show();
            yield outcome;
            if (signal.aborted) {
              isStopped = true;
              return;
            }
          }
        }
        try {
          for await (const piece of reportCsv(outcomes(), { locale })) report.push(new Uint8Array(piece));
        } finally {
          put();
          setOver(true);
          changed();
        }
      }, setError),
    );
  }
  const { progress, failures, report, isStopped } = ran;
  const total = progress?.total ?? planned.counts.total;
  const timeLeft = progress?.timeLeft;
  const outcomeNames = {
    done: text.done,
    unchanged: text.unchanged,
    refused: text.refused,
    'not-sent': text.notSent,
    unknown: text.unknown,
  };
  return (
    <Card title={text.results} class="list">
      {isOver || error !== undefined ? null : (
        <div class="padded">
          <ProgressNote
            text={`${text.running(whole(progress?.processed ?? 0, locale), whole(total, locale))}${
              timeLeft === undefined ? '' : `, ${text.left(whole(Math.ceil(timeLeft / 1000), locale))}`
            }`}
            done={progress?.processed ?? 0}
            total={total}
            onStop={task.stop}
          />
        </div>
      )}
      <FailureNote of={{ error }} />
      <dl class="tiles">
        <Tile name={text.done} value={progress?.done ?? 0} kind="good" />
        <Tile name={text.unchanged} value={progress?.unchanged ?? 0} />
        <Tile name={text.refused} value={progress?.refused ?? 0} kind="bad" />
        <Tile name={text.notSent} value={progress?.notSent ?? 0} kind="warn" />
        <Tile name={text.unknown} value={progress?.unknown ?? 0} kind="warn" />
      </dl>
      {isStopped ? <p class="note note-warn">{text.stoppedText}</p> : null}
      {(progress?.unknown ?? 0) > 0 ? <p class="note note-warn">{text.unknownText}</p> : null}
      {isOver ? (
        <div class="plan-foot row">
          <Button onClick={onAgain}>{text.again}</Button>
          <span class="muted grow">{text.reportFull}</span>
          <Button
            icon="export"
            kind="primary"
            onClick={() => download('report.csv', [...report], 'text/csv;charset=utf-8')}
          >
            {text.report}
          </Button>
        </div>
      ) : null}
      {failures.length === 0 ? null : (
        <ProblemTable
          label={text.results}
          rows={failures.map((outcome) => ({
            row: outcome.row,
            name: nameOfRow(outcome),
            outcome: outcomeNames[outcome.outcome],
            problems: outcome.problem === undefined ? [] : [outcome.problem],
          }))}
        />
      )}
    </Card>
  );
}
