import { useState } from 'preact/hooks';
import {
  type Account,
  type Holder,
  isApiError,
  isKnownStatementOrigin,
  type Statement,
} from 'vtex-customer-credit';
import type { TransactionRecord } from 'vtex-customer-credit/memory';
import { useChange } from '../change.ts';
import { day, moment, money, percent, readNumber, sum, whole } from '../format.ts';
import { useLoad } from '../load.ts';
import { Card, Data, Fact, FailureNote, Link, Loaded, Loading, Page } from '../parts/basics.tsx';
import { Button, Form } from '../parts/controls.tsx';
import { ChangeDialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { InvoiceTable, Pager } from '../parts/invoice-table.tsx';
import { Table } from '../parts/table.tsx';
import { routeText } from '../route.ts';
import { useSession } from '../session.ts';
import { AccountBadge } from './accounts.tsx';

const invoicePage = 10;
const shownStatements = 50;

type Open = 'limit' | 'tolerance' | 'purchase' | 'close';

export function AccountScreen() {
  const { client, route, words } = useSession();
  const [, id = ''] = route.path;
  const loaded = useLoad(
    (signal) =>
      Promise.all([
        client.accounts.get(id, { signal }),
        client.storeConfig.get({ signal }).then(
          ({ toleranceEnabled }) => toleranceEnabled,
          () => undefined,
        ),
      ]),
    [id],
  );
  const [account, isToleranceUsed] = loaded.value ?? [];
  const isMissing = isApiError(loaded.error) && loaded.error.status === 404;
  return (
    <Page
      title={words.account.title}
      back={{ to: routeText(['accounts']), text: words.accounts.title }}
      hint={<Data>{id}</Data>}
    >
      {isMissing ? <p class="note note-bad">{words.account.missing}</p> : null}
      {isMissing ? null : <FailureNote of={loaded} />}
      {account === undefined && loaded.loading ? <Loading /> : null}
      {account === undefined ? null : (
        <>
          <CreditCard account={account} isToleranceUsed={isToleranceUsed} />
          <AccountInvoices id={account.id} />
          <Dependents id={account.id} />
          <Holds account={account} />
          <Statements id={account.id} />
        </>
      )}
    </Page>
  );
}

function CreditCard({
  account,
  isToleranceUsed,
}: {
  readonly account: Account;
  readonly isToleranceUsed: boolean | undefined;
}) {
  const { words, locale } = useSession();
  const text = words.account;
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const { creditLimit, availableCredit, preAuthorizedCredit, tolerance } = account;
  const used = Math.max(0, sum(creditLimit, -availableCredit, -preAuthorizedCredit));
  const close = (): void => setOpen(undefined);
  return (
    <section class="card summary">
      <div class="summary-head">
        <div>
          <p class="muted">{text.available}</p>
          <p class={`amount number ${availableCredit < 0 ? 'bad' : ''}`}>{money(availableCredit, locale)}</p>
        </div>
        <AccountBadge status={account.status} />
        <div class="row actions">
          <Button onClick={() => setOpen('limit')}>{text.changeLimit}</Button>
          <Button onClick={() => setOpen('tolerance')}>{text.changeTolerance}</Button>
          <Button onClick={() => setOpen('purchase')}>{text.purchase}</Button>
          <Button kind="danger-text" onClick={() => setOpen('close')}>
            {text.closeAccount}
          </Button>
        </div>
      </div>
      <CreditBar
        limit={creditLimit}
        used={used}
        reserved={preAuthorizedCredit}
        available={availableCredit}
        tolerance={isToleranceUsed === false ? 0 : tolerance}
      />
      <dl class="facts">
        <Fact name={text.limit}>
          <span class="number">{money(creditLimit, locale)}</span>
        </Fact>
        <Fact name={text.tolerance}>
          <span class="number">{percent(tolerance, locale)}</span>
        </Fact>
        <Fact name={words.accounts.email}>
          <Data>{account.email}</Data>
        </Fact>
        <Fact name={words.accounts.document}>
          <Data>{[account.documentType, account.document].filter(Boolean).join(' ')}</Data>
        </Fact>
        <Fact name={words.invoice.created}>
          <span class="number">{moment(account.createdAt, locale)}</span>
        </Fact>
      </dl>
      {open === 'limit' || open === 'tolerance' ? (
        <AmountDialog account={account} what={open} onClose={close} />
      ) : null}
      {open === 'purchase' ? <PurchaseDialog account={account} onClose={close} /> : null}
      {open === 'close' ? <CloseDialog account={account} onClose={close} /> : null}
    </section>
  );
}

/** What is used, reserved and free of the limit, and what the tolerance adds. */
function CreditBar({
  limit,
  used,
  reserved,
  available,
  tolerance,
}: {
  readonly limit: number;
  readonly used: number;
  readonly reserved: number;
  readonly available: number;
  readonly tolerance: number;
}) {
  const { words, locale } = useSession();
  const text = words.account;
  const cap = sum(limit, limit * tolerance);
  const whole = Math.max(cap, sum(used, reserved), 0.01);
  const width = (value: number): string => `${(100 * Math.max(0, value)) / whole}%`;
  const parts = [
    ['used', text.openInvoices, used, used],
    ['reserved', text.reserved, reserved, reserved],
    ['free', text.available, available, Math.max(0, available)],
    [
      'tolerance',
      text.tolerance,
      sum(cap, -limit),
      sum(cap, -Math.max(limit, Math.min(cap, sum(used, reserved)))),
    ],
  ] as const;
  return (
    <div class="credit">
      <div class="bar" role="img" aria-label={text.bar(money(available, locale), money(limit, locale))}>
        {parts.map(([name, , , size]) => (
          <span key={name} class={`bar-${name}`} style={{ width: width(size) }} />
        ))}
      </div>
      <ul class="legend">
        {parts.map(([name, label, value]) => (
          <li key={name}>
            <span class={`key bar-${name}`} aria-hidden="true" />
            {label} <strong class="number">{money(value, locale)}</strong>
          </li>
        ))}
        {tolerance > 0 ? (
          <li>
            {text.cap} <strong class="number">{money(cap, locale)}</strong>
          </li>
        ) : null}
      </ul>
      {available < 0 ? <p class="bad">{text.over}</p> : null}
    </div>
  );
}

interface DialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

function AmountDialog({ account, what, onClose }: DialogProps & { readonly what: 'limit' | 'tolerance' }) {
  const { client, words, locale } = useSession();
  const text = words.account;
  const [value, setValue] = useState('');
  const given = readNumber(value);
  const isLimit = what === 'limit';
  const present = isLimit ? money(account.creditLimit, locale) : percent(account.tolerance, locale);
  return (
    <ChangeDialog
      title={isLimit ? text.changeLimit : text.changeTolerance}
      submit={words.save}
      disabled={given === undefined}
      onClose={onClose}
      work={() =>
        isLimit
          ? client.accounts.changeCreditLimit(account.id, { value: given ?? 0 })
          : client.accounts.changeTolerance(account.id, { value: (given ?? 0) / 100 })
      }
      said={text.changed}
    >
      <Field
        label={isLimit ? text.newLimit : text.newTolerance}
        value={value}
        onInput={setValue}
        inputMode="decimal"
        hint={isLimit ? text.limitNow(present) : `${text.limitNow(present)} ${words.accounts.toleranceHint}`}
        autoFocus
        required
      />
    </ChangeDialog>
  );
}

function PurchaseDialog({ account, onClose }: DialogProps) {
  const { client, words } = useSession();
  const text = words.account;
  const [value, setValue] = useState('');
  const [installments, setInstallments] = useState('1');
  const amount = readNumber(value);
  const parts = Number(installments);
  const isGood = amount !== undefined && amount > 0 && Number.isSafeInteger(parts) && parts >= 1;
  return (
    <ChangeDialog
      title={text.purchase}
      submit={words.confirm}
      disabled={!isGood}
      onClose={onClose}
      work={async () => {
        const hold = { value: amount ?? 0, settle: true, installments: parts };
        const { id } = await client.transactions.preAuthorize(account.id, hold);
        await client.transactions.settle(
          { creditAccountId: account.id, transactionId: id },
          { value: amount ?? 0 },
        );
      }}
      said={text.purchased}
    >
      <p class="muted">{text.purchaseText}</p>
      <div class="columns">
        <Field label={text.value} value={value} onInput={setValue} inputMode="decimal" required autoFocus />
        <Field
          label={text.installments}
          type="number"
          min={1}
          value={installments}
          onInput={setInstallments}
          required
        />
      </div>
    </ChangeDialog>
  );
}

function CloseDialog({ account, onClose }: DialogProps) {
  const { client, words, go } = useSession();
  const text = words.account;
  const [typed, setTyped] = useState('');
  return (
    <ChangeDialog
      title={text.closeAccount}
      submit={text.closeAccount}
      danger
      disabled={typed.trim() !== account.id}
      onClose={onClose}
      work={async () => {
        await client.accounts.close(account.id);
        go(routeText(['accounts']));
      }}
      said={text.closed}
    >
      <p>{text.closeText}</p>
      <Field label={account.id} value={typed} onInput={setTyped} autoFocus required />
    </ChangeDialog>
  );
}

function AccountInvoices({ id }: { readonly id: string }) {
  const { client, words } = useSession();
  const [page, setPage] = useState(1);
  const list = useLoad(
    async (signal) => {
      const from = (page - 1) * invoicePage + 1;
      const range = { from, to: from + invoicePage - 1, pageSize: invoicePage };
      for await (const { data, summary } of client.invoices.listByAccount(id, range, { signal }).pages())
        return { data, count: summary.count };
      return { data: [], count: 0 };
    },
    [id, page],
  );
  return (
    <Card
      title={words.account.invoices}
      class="list"
      actions={
        <Link to={routeText(['invoices'], { status: 'all', by: 'account', search: id })} class="button small">
          {words.account.allInvoices}
        </Link>
      }
    >
      <Loaded of={list}>
        {({ data, count }) =>
          data.length === 0 ? (
            <p class="empty">{words.invoices.empty}</p>
          ) : (
            <>
              <InvoiceTable label={words.account.invoices} invoices={data} hideAccount />
              {count > invoicePage ? (
                <Pager page={page} size={invoicePage} count={count} onPage={setPage} />
              ) : null}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function Dependents({ id }: { readonly id: string }) {
  const { client, control, words, locale } = useSession();
  const text = words.account;
  const [isAdding, setAdding] = useState(false);
  const [email, setEmail] = useState('');
  const [addedHere, setAddedHere] = useState<readonly Holder[]>([]);
  const change = useChange();
  const list = useLoad(async () => control?.holders(id), [id]);
  const holders = control === undefined ? addedHere : (list.value ?? []);
  const add = (): void =>
    change.run(async () => {
      const holder = await client.accounts.holders.add(id, { claims: { email: email.trim() } });
      setAddedHere((before) => [...before, holder]);
      setAdding(false);
      setEmail('');
    }, text.added);
  const remove = (holder: Holder): void =>
    change.run(async () => {
      await client.accounts.holders.delete({ creditAccountId: id, holderId: holder.id });
      setAddedHere((before) => before.filter((other) => other.id !== holder.id));
    }, text.removed);
  return (
    <Card
      title={text.dependents}
      hint={text.dependentsHint}
      actions={
        <Button icon="plus" kind="small" disabled={isAdding} onClick={() => setAdding(true)}>
          {text.new}
        </Button>
      }
    >
      {control === undefined ? <p class="muted">{text.dependentsUnlisted}</p> : null}
      <FailureNote of={list} />
      <FailureNote of={change} />
      {isAdding ? (
        <Form
          class="inline-form"
          onSubmit={() => {
            if (email.trim() !== '') add();
          }}
        >
          <Field
            label={text.dependentEmail}
            type="email"
            value={email}
            onInput={setEmail}
            required
            autoFocus
          />
          <Button type="submit" kind="primary" disabled={change.busy}>
            {words.confirm}
          </Button>
          <Button disabled={change.busy} onClick={() => setAdding(false)}>
            {words.cancel}
          </Button>
        </Form>
      ) : null}
      {holders.length === 0 ? (
        control === undefined || list.loading ? null : (
          <p class="muted">{text.dependentsNone}</p>
        )
      ) : (
        <ul class="plain-list">
          {holders.map((holder) => (
            <li key={holder.id}>
              <span>
                <Data>{holder.claims.email}</Data>
                <span class="muted number"> {day(holder.createdAt, locale)}</span>
              </span>
              <Button
                kind="small"
                disabled={change.busy}
                aria-label={text.removeDependent(holder.claims.email)}
                onClick={() => remove(holder)}
              >
                {text.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Holds are listed by no operation: the controls tell them. */
function Holds({ account }: { readonly account: Account }) {
  const { control, now, words, locale } = useSession();
  const text = words.account;
  const list = useLoad(async (): Promise<readonly TransactionRecord[]> => {
    if (control === undefined || account.preAuthorizedCredit === 0) return [];
    const { accounts } = await control.snapshot();
    const found = accounts.find(({ record }) => record.id === account.id);
    return found?.transactions.filter(({ state, value }) => state === 'held' && value > 0) ?? [];
  }, [account.id, account.preAuthorizedCredit]);
  if (control === undefined) return null;
  const holds = (list.value ?? []).filter(({ expiresAt }) => new Date(expiresAt).getTime() > now);
  return (
    <Card title={text.holds} hint={text.holdsHint}>
      <FailureNote of={list} />
      {list.loading && list.value === undefined ? (
        <Loading />
      ) : holds.length === 0 ? (
        <p class="muted">{text.holdsNone}</p>
      ) : (
        <Table
          label={text.holds}
          rows={holds}
          keyOf={({ id }) => id}
          titleColumn={0}
          columns={[
            [words.invoice.transaction, '', ({ id }) => <Data clip>{id}</Data>],
            [text.installments, 'wide end number', ({ installments }) => installments],
            [text.expires, 'number nowrap', ({ expiresAt }) => moment(expiresAt, locale)],
            [text.value, 'end number nowrap', ({ value }) => money(value, locale)],
          ]}
        />
      )}
    </Card>
  );
}

function Statements({ id }: { readonly id: string }) {
  const { client, words, locale } = useSession();
  const text = words.account;
  const list = useLoad((signal) => client.accounts.getStatements(id, { signal }), [id]);
  const originOf = ({ origin }: Statement): string =>
    isKnownStatementOrigin(origin) ? text.origins[origin] : origin;
  const referenceOf = ({ metadata, doneBy }: Statement): string =>
    metadata?.orderId || metadata?.transactionId || doneBy || '';
  return (
    <Card title={text.statements} class="list">
      <Loaded of={list}>
        {({ statements }) => {
          const shown = statements.slice(-shownStatements).toReversed();
          if (shown.length === 0) return <p class="empty">{text.statementsNone}</p>;
          return (
            <>
              <Table
                label={text.statements}
                rows={shown}
                keyOf={(_row, at) => statements.length - at}
                columns={[
                  [text.date, 'number nowrap', ({ date }) => moment(date, locale)],
                  [text.origin, '', originOf],
                  [text.reference, 'wide', (row) => <Data clip>{referenceOf(row)}</Data>],
                  [
                    text.value,
                    'end number nowrap',
                    ({ value }) => <span class={value < 0 ? 'bad' : ''}>{money(value, locale)}</span>,
                  ],
                ]}
              />
              {statements.length > shown.length ? (
                <p class="muted foot-note">
                  {text.statementsShown(whole(shown.length, locale), whole(statements.length, locale))}
                </p>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
