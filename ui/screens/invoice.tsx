import { useState } from 'preact/hooks';
import {
  type Invoice,
  isApiError,
  isKnownInvoiceStatus,
  type StoreConfig,
  toEpochMilliseconds,
} from 'vtex-customer-credit';
import type { JournalEntry } from 'vtex-customer-credit/memory';
import { act } from '../actions.tsx';
import { useChange } from '../change.ts';
import { day, moment, money } from '../format.ts';
import { Icon } from '../icons.tsx';
import { nameOf } from '../listing.ts';
import { useLoad } from '../load.ts';
import { Card, Data, Fact, FailureNote, Link, Loading, Page, StatusBadge } from '../parts/basics.tsx';
import { Button } from '../parts/controls.tsx';
import { ChangeDialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { accountRoute, useInstallment } from '../parts/invoice-table.tsx';
import { routeText } from '../route.ts';
import { useSession } from '../session.ts';
import { webAddress } from '../web-address.ts';

const dayLength = 86_400_000;

type Open = 'edit' | 'postpone' | 'cancel';

export function InvoiceScreen() {
  const { client, route, words } = useSession();
  const [, creditAccountId = '', id = ''] = route.path;
  const loaded = useLoad(
    (signal) =>
      Promise.all([
        client.invoices.get({ creditAccountId, id }, { signal }),
        // Without the permission to read the configuration, the rest is shown all the same.
        client.storeConfig.get({ signal }).catch(() => undefined),
      ]),
    [creditAccountId, id],
  );
  const [invoice, config] = loaded.value ?? [];
  const isMissing = isApiError(loaded.error) && loaded.error.status === 404;
  return (
    <Page
      title={words.invoice.title}
      back={{ to: routeText(['invoices']), text: words.invoices.title }}
      hint={<Data>{invoice === undefined ? id : nameOf(invoice)}</Data>}
    >
      {isMissing ? <p class="note note-bad">{words.invoice.missing}</p> : null}
      {isMissing ? null : <FailureNote of={loaded} />}
      {invoice === undefined && loaded.loading ? <Loading /> : null}
      {invoice === undefined ? null : <Summary invoice={invoice} config={config} />}
    </Page>
  );
}

function Summary({
  invoice,
  config,
}: {
  readonly invoice: Invoice;
  readonly config: StoreConfig | undefined;
}) {
  const { client, words, locale } = useSession();
  const text = words.invoice;
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const installment = useInstallment();
  const change = useChange();
  const link = webAddress(invoice.paymentLink);
  const isOpen = invoice.status === 'Opened';
  const isMoved = invoice.dueDate !== invoice.originalDueDate;
  return (
    <>
      <FailureNote of={change} />
      <section class="card summary">
        <div class="summary-head">
          <div>
            <p class="muted">{text.value}</p>
            <p class="amount number">{money(invoice.value, locale)}</p>
          </div>
          <StatusBadge invoice={invoice} />
          <div class="row actions">
            {isOpen ? (
              <Button
                kind="primary"
                disabled={change.busy}
                onClick={() =>
                  change.run(async () => {
                    await act(client, 'pay', invoice, 0);
                  }, words.actions.paidNow)
                }
              >
                {words.actions.pay}
              </Button>
            ) : null}
            {isOpen ? (
              <Button disabled={change.busy} onClick={() => setOpen('postpone')}>
                {words.actions.postpone}
              </Button>
            ) : null}
            {invoice.status === 'Cancelled' ? null : (
              <Button disabled={change.busy} onClick={() => setOpen('cancel')}>
                {words.actions.cancel}
              </Button>
            )}
            {invoice.status === 'Paid' ? (
              <Button
                disabled={change.busy}
                onClick={() =>
                  change.run(
                    () => client.invoices.update(invoice, { status: 'Opened' }),
                    words.account.changed,
                  )
                }
              >
                {text.reopen}
              </Button>
            ) : null}
          </div>
        </div>
        <dl class="facts">
          <Fact name={text.due}>
            <span class="number">{day(invoice.dueDate, locale)}</span>
          </Fact>
          <Fact name={text.originalDue}>
            <span class={isMoved ? 'number struck' : 'number'}>{day(invoice.originalDueDate, locale)}</span>
          </Fact>
          <Fact name={text.installment}>{installment(invoice)}</Fact>
          <Fact name={text.account}>
            <Link to={accountRoute(invoice.creditAccountId)}>
              <Data>{invoice.creditAccountId}</Data>
            </Link>
          </Fact>
          <Fact name={text.order}>
            {invoice.orderId ? (
              <Link to={routeText(['invoices'], { status: 'all', by: 'order', search: invoice.orderId })}>
                <Data>{invoice.orderId}</Data>
              </Link>
            ) : (
              '–'
            )}
          </Fact>
          <Fact name={text.id}>
            <Data>{invoice.id}</Data>
          </Fact>
          <Fact name={text.created}>
            <span class="number">{moment(invoice.createdAt, locale)}</span>
          </Fact>
          {invoice.resolvedAt ? (
            <Fact name={invoice.status === 'Cancelled' ? text.resolvedCancelled : text.resolvedPaid}>
              <span class="number">{moment(invoice.resolvedAt, locale)}</span>
            </Fact>
          ) : null}
        </dl>
      </section>
      <Card
        title={text.editTitle}
        actions={
          <Button kind="small" onClick={() => setOpen('edit')}>
            {words.edit}
          </Button>
        }
      >
        <dl class="facts one">
          <Fact name={text.link}>
            {!invoice.paymentLink ? (
              <span class="muted">{text.linkNone}</span>
            ) : link === undefined ? (
              <>
                <Data>{invoice.paymentLink}</Data>
                <p class="bad">{text.linkUnsafe}</p>
              </>
            ) : (
              <a href={link} target="_blank" rel="noopener noreferrer">
                <Data>{invoice.paymentLink}</Data> <Icon name="external" />
                <span class="unseen"> {words.credits.newTab}</span>
              </a>
            )}
          </Fact>
          <Fact name={text.observations}>
            {invoice.observation ? (
              <p class="long">
                <Data>{invoice.observation}</Data>
              </p>
            ) : (
              <span class="muted">{text.observationNone}</span>
            )}
          </Fact>
        </dl>
      </Card>
      <History invoice={invoice} />
      {open === 'edit' ? <EditDialog invoice={invoice} onClose={() => setOpen(undefined)} /> : null}
      {open === 'postpone' ? (
        <PostponeDialog invoice={invoice} config={config} onClose={() => setOpen(undefined)} />
      ) : null}
      {open === 'cancel' ? <CancelDialog invoice={invoice} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

interface DialogProps {
  readonly invoice: Invoice;
  readonly onClose: () => void;
}

function EditDialog({ invoice, onClose }: DialogProps) {
  const { client, words } = useSession();
  const text = words.invoice;
  const [observation, setObservation] = useState(invoice.observation ?? '');
  const [paymentLink, setPaymentLink] = useState(invoice.paymentLink ?? '');
  const update = {
    ...(observation === (invoice.observation ?? '') ? {} : { observation }),
    ...(paymentLink === (invoice.paymentLink ?? '') ? {} : { paymentLink: paymentLink.trim() }),
  };
  return (
    <ChangeDialog
      title={text.editTitle}
      submit={words.save}
      disabled={Object.keys(update).length === 0}
      onClose={onClose}
      work={() => client.invoices.update(invoice, update)}
      said={words.saved}
    >
      <Field label={text.link} value={paymentLink} onInput={setPaymentLink} hint={text.linkHint} />
      <Field label={text.observations} value={observation} onInput={setObservation} multiline />
    </ChangeDialog>
  );
}

function isOf({ operation, input }: JournalEntry, { creditAccountId, id }: Invoice): boolean {
  if (operation === undefined || typeof input !== 'object' || input === null || !('path' in input))
    return false;
  const path = new Map<string, unknown>(Object.entries(Object(input.path)));
  return path.get('creditAccountId') === creditAccountId && path.get('invoiceId') === id;
}

function PostponeDialog({
  invoice,
  config,
  onClose,
}: DialogProps & { readonly config: StoreConfig | undefined }) {
  const { client, control, words, locale, notify } = useSession();
  const text = words.invoice;
  const dueAt = toEpochMilliseconds(invoice.dueDate) ?? 0;
  const usedDays = Math.round((dueAt - (toEpochMilliseconds(invoice.originalDueDate) ?? dueAt)) / dayLength);
  const most = config?.maxPostponementDays ?? 0;
  const left = Math.max(0, most - usedDays);
  const [days, setDays] = useState(String(Math.min(5, Math.max(1, left))));
  const isAllowed = config?.postponementEnabled === true && config.invoicePostponementLimit > 0;
  // Only the journal knows how often: the API tells the dates alone.
  const times = useLoad(async () => {
    if (control === undefined) return undefined;
    const calls = await control.journal.calls('invoices.postpone');
    return calls.filter((entry) => entry.done && isOf(entry, invoice)).length;
  }, [invoice.id, invoice.dueDate]);
  const dueDays = Number(days);
  const isGood = Number.isSafeInteger(dueDays) && dueDays >= 1;
  return (
    <ChangeDialog
      title={text.postponeTitle}
      submit={words.actions.postpone}
      disabled={!isGood}
      onClose={onClose}
      work={async () => {
        const other = await act(client, 'postpone', invoice, dueDays);
        notify(
          other === undefined
            ? { kind: 'good', text: words.actions.postponedNow }
            : { kind: 'bad', text: words.actions.movedOtherwise(other.asked, other.moved) },
        );
      }}
    >
      {config === undefined ? null : isAllowed ? (
        <div class="note">
          <Icon name="clock" />
          <div>
            <p>{text.allowance(config.invoicePostponementLimit, most)}</p>
            <p>
              {text.usedDays(usedDays, left)}
              {times.value === undefined || times.value === 0 ? null : ` ${text.usedTimes(times.value)}`}
            </p>
          </div>
        </div>
      ) : (
        <div class="note note-warn">
          <Icon name="alert" />
          <div>
            <p>{text.postponeOff}</p>
            <p>
              <Link to={routeText(['store'])}>{text.postponeSettings}</Link>
            </p>
          </div>
        </div>
      )}
      <Field
        label={words.actions.days}
        value={days}
        onInput={setDays}
        type="number"
        min={1}
        hint={words.actions.daysHint}
        autoFocus
        required
      />
      <p>
        {words.actions.newDue}:{' '}
        <strong class="number">
          {isGood && dueDays < 1e6 ? day(new Date(dueAt + dueDays * dayLength).toISOString(), locale) : '–'}
        </strong>
      </p>
    </ChangeDialog>
  );
}

function CancelDialog({ invoice, onClose }: DialogProps) {
  const { client, words, locale } = useSession();
  return (
    <ChangeDialog
      title={words.actions.cancelOne}
      submit={words.actions.cancel}
      leave={words.actions.keep}
      danger
      onClose={onClose}
      work={() => act(client, 'cancel', invoice, 0)}
      said={words.actions.canceledNow}
    >
      <p>
        <Data>{nameOf(invoice)}</Data> · <strong class="number">{money(invoice.value, locale)}</strong>
      </p>
      <p class="muted">{words.actions.cancelText}</p>
    </ChangeDialog>
  );
}

interface Event {
  readonly key: string;
  readonly at: string;
  readonly name: string;
  readonly detail: string;
  readonly caller: string | undefined;
  readonly problem: string | undefined;
}

const changeOperations = [
  'invoices.update',
  'invoices.cancel',
  'invoices.markAsPaid',
  'invoices.postpone',
] as const;

function detailOf(input: unknown): string {
  if (typeof input !== 'object' || input === null || !('body' in input)) return '';
  return Object.entries(Object(input.body))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');
}

/** What happened to the invoice: by the journal where it can be read, else by the invoice's own dates. */
function History({ invoice }: { readonly invoice: Invoice }) {
  const { control, words, locale } = useSession();
  const text = words.invoice;
  const loaded = useLoad(async () => {
    if (control === undefined) return undefined;
    const [dropped, ...calls] = await Promise.all([
      control.journal.dropped(),
      ...changeOperations.map((operation) => control.journal.calls(operation)),
    ]);
    return { dropped, calls: calls.flat().filter((entry) => isOf(entry, invoice)) };
  }, [invoice.creditAccountId, invoice.id]);
  const own: Event[] = [
    { key: 'created', at: invoice.createdAt, name: text.events.created },
    ...(invoice.resolvedAt && isKnownInvoiceStatus(invoice.status) && invoice.status !== 'Opened'
      ? [{ key: 'resolved', at: invoice.resolvedAt, name: text.events[invoice.status] }]
      : [{ key: 'updated', at: invoice.updatedAt, name: text.events.updated }]),
  ].map((event) => ({ ...event, detail: '', caller: undefined, problem: undefined }));
  const told = (loaded.value?.calls ?? []).flatMap((entry): Event[] => {
    const operation = changeOperations.find((name) => name === entry.operation);
    if (operation === undefined) return [];
    const answer =
      entry.status === undefined || entry.status === null
        ? text.noAnswer
        : `${words.failed.status} ${entry.status}`;
    return [
      {
        key: String(entry.number),
        at: entry.at,
        name: text.events[operation],
        detail: detailOf(entry.input),
        caller: entry.caller ?? undefined,
        problem:
          entry.done && entry.status === 200
            ? undefined
            : `${entry.done ? '' : `${text.notDone}, `}${answer}`,
      },
    ];
  });
  const byJournal = told.some(({ problem }) => problem === undefined);
  const events = [...(byJournal ? own.slice(0, 1) : own), ...told].toSorted(
    (a, b) =>
      (toEpochMilliseconds(b.at) ?? 0) - (toEpochMilliseconds(a.at) ?? 0) || Number(b.key) - Number(a.key),
  );
  return (
    <Card title={text.history} hint={control === undefined ? text.historyApi : undefined}>
      <FailureNote of={loaded} />
      <ol class="history">
        {events.map((event) => (
          <li key={event.key} class={event.problem === undefined ? '' : 'failed'}>
            <span class="history-name">
              <strong>{event.name}</strong>
              {event.problem === undefined ? null : <span class="badge badge-other">{event.problem}</span>}
            </span>
            <span class="muted number">{moment(event.at, locale)}</span>
            {event.detail === '' ? null : (
              <span class="muted history-detail">
                <Data>{event.detail}</Data>
              </span>
            )}
          </li>
        ))}
      </ol>
      {(loaded.value?.dropped ?? 0) > 0 ? <p class="muted">{text.historyDropped}</p> : null}
    </Card>
  );
}
