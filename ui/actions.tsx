import { useState } from 'preact/hooks';
import { type Invoice, toEpochMilliseconds } from 'vtex-customer-credit';
import type { ScreensClient } from './client.ts';
import { type Failure, failureOf } from './failure.ts';
import { money, sum, whole } from './format.ts';
import { keyOf, nameOf } from './listing.ts';
import { useTask } from './load.ts';
import { Data, ProgressNote } from './parts/basics.tsx';
import { Button } from './parts/controls.tsx';
import { Dialog, DialogForm } from './parts/dialog.tsx';
import { Field } from './parts/field.tsx';
import { useSession } from './session.ts';

export type ActionName = 'pay' | 'postpone' | 'cancel';

const dayLength = 86_400_000;

/** By how many days the due date stands elsewhere than asked for; browsers repeat a request whose connection ends. */
export interface Moved {
  readonly asked: number;
  readonly moved: number;
}

async function postpone(
  client: ScreensClient,
  invoice: Invoice,
  dueDays: number,
  signal: AbortSignal | undefined,
): Promise<Moved> {
  await client.invoices.postpone(invoice, { dueDays }, { signal });
  // The answer is empty: only the invoice tells. One that cannot be read is told by the page, which reads it next.
  const present = await client.invoices.get(invoice, { signal }).catch(() => undefined);
  const before = toEpochMilliseconds(invoice.dueDate);
  const after = present === undefined ? undefined : toEpochMilliseconds(present.dueDate);
  if (before === undefined || after === undefined) return { asked: dueDays, moved: dueDays };
  return { asked: dueDays, moved: Math.round((after - before) / dayLength) };
}

/** Does one thing to one invoice, and tells what else happened. Throws the client's errors. */
export async function act(
  client: ScreensClient,
  name: ActionName,
  invoice: Invoice,
  dueDays: number,
  signal?: AbortSignal,
): Promise<Moved | undefined> {
  if (name === 'postpone') {
    const told = await postpone(client, invoice, dueDays, signal);
    return told.moved === told.asked ? undefined : told;
  }
  if (name === 'pay') await client.invoices.markAsPaid(invoice, { signal });
  else await client.invoices.cancel(invoice, { signal });
  return undefined;
}

/** How it ended for one invoice. */
interface Ended {
  readonly invoice: Invoice;
  readonly failure: Failure | undefined;
}

const atOnce = 4;

/** Asks, does it to each of the invoices, and tells how each one ended. */
export function ActionDialog({
  name,
  invoices,
  onClose,
}: {
  readonly name: ActionName;
  readonly invoices: readonly Invoice[];
  readonly onClose: () => void;
}) {
  const { client, words, locale, changed } = useSession();
  const { actions } = words;
  const [days, setDays] = useState('5');
  const [ended, setEnded] = useState<readonly Ended[] | undefined>(undefined);
  const [isOver, setOver] = useState(false);
  const task = useTask();
  const dueDays = Number(days);
  const areDaysGood = name !== 'postpone' || (Number.isSafeInteger(dueDays) && dueDays >= 1);
  const count = whole(invoices.length, locale);
  const questions = {
    pay: actions.payQuestion(count),
    postpone: actions.postponeQuestion(count),
    cancel: actions.cancelQuestion(count),
  };

  const run = (): void => {
    setEnded([]);
    task.start(
      async (signal) => {
        const waiting = [...invoices];
        const worker = async (): Promise<void> => {
          for (
            let invoice = waiting.shift();
            invoice !== undefined && !signal.aborted;
            invoice = waiting.shift()
          ) {
            const at = invoice;
            // What was begun is not torn off: stopping takes no further invoices.
            const failure = await act(client, name, at, dueDays).then(
              (moved): Failure | undefined =>
                moved && {
                  outcome: 'unknown',
                  title: actions.movedOtherwise(moved.asked, moved.moved),
                  detail: '',
                  status: undefined,
                },
              (error: unknown) => failureOf(error, words),
            );
            setEnded((before = []) => [...before, { invoice: at, failure }]);
          }
        };
        await Promise.all(Array.from({ length: atOnce }, worker));
        setOver(true);
        changed();
      },
      () => setOver(true),
    );
  };

  const close = (): void => {
    if (!task.running) onClose();
  };
  const of = (outcome: Failure['outcome']) =>
    ended?.filter(({ failure }) => failure?.outcome === outcome) ?? [];
  const done = ended?.filter(({ failure }) => failure === undefined || failure.outcome === 'done') ?? [];
  const failures = ended?.filter(({ failure }) => failure !== undefined && failure.outcome !== 'done') ?? [];
  const notSent = isOver && ended !== undefined ? invoices.length - ended.length : 0;

  return (
    <Dialog
      title={ended === undefined ? questions[name] : actions.result}
      onClose={close}
      locked={task.running}
    >
      {ended === undefined ? (
        <DialogForm
          onSubmit={run}
          onClose={onClose}
          submit={actions[name]}
          busy={false}
          danger={name === 'cancel'}
          disabled={!areDaysGood}
        >
          <p>
            {actions.total}:{' '}
            <strong class="number">{money(sum(...invoices.map(({ value }) => value)), locale)}</strong>
          </p>
          {name === 'postpone' ? (
            <Field
              label={actions.days}
              value={days}
              onInput={setDays}
              type="number"
              min={1}
              hint={actions.daysHint}
              autoFocus
              required
            />
          ) : null}
          <p class="muted">{words.invoices.onlyOpen}</p>
        </DialogForm>
      ) : (
        <>
          {task.running ? (
            <ProgressNote
              text={actions.running(whole(ended.length, locale), count)}
              done={ended.length}
              total={invoices.length}
              onStop={task.stop}
            />
          ) : null}
          <dl class="tiles">
            <Tile name={actions.done} value={done.length} kind="good" />
            <Tile name={actions.refused} value={of('refused').length + of('not-sent').length} kind="bad" />
            <Tile name={actions.unknown} value={of('unknown').length} kind="warn" />
            {notSent > 0 ? <Tile name={actions.notSent} value={notSent} kind="plain" /> : null}
          </dl>
          {failures.length === 0 ? null : (
            <ul class="outcomes">
              {failures.slice(0, 200).map(({ invoice, failure }) => (
                <li key={keyOf(invoice)} class={failure?.outcome === 'unknown' ? 'warn' : 'bad'}>
                  <strong>
                    <Data>{nameOf(invoice)}</Data>
                  </strong>
                  <span class="muted">{failure?.title}</span>
                  <Data>{failure?.detail}</Data>
                </li>
              ))}
            </ul>
          )}
          <div class="row end">
            <Button kind="primary" disabled={task.running} onClick={close}>
              {words.close}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

export function Tile({
  name,
  value,
  kind = 'plain',
}: {
  readonly name: string;
  readonly value: number | string;
  readonly kind?: 'plain' | 'good' | 'bad' | 'warn';
}) {
  const { locale } = useSession();
  const isNothing = value === 0;
  return (
    <div class={`tile tile-${isNothing ? 'plain' : kind}`}>
      <dt>{name}</dt>
      <dd class="number">{typeof value === 'number' ? whole(value, locale) : value}</dd>
    </div>
  );
}
