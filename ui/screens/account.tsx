import { useState } from 'preact/hooks';
import {
  type Account,
  type Holder,
  isApiError,
  isKnownStatementOrigin,
  type Statement,
} from 'vtex-customer-credit';
import type { TransactionRecord } from 'vtex-customer-credit/memory';
import { useChange } from '../actions.tsx';
import { day, moment, money, percent, readNumber, sum, whole } from '../format.ts';
import { Icon } from '../icons.tsx';
import { useLoad } from '../load.ts';
import { Card, Data, Fact, FailureNote, Link, Loading, Page, TableBox } from '../parts/basics.tsx';
import { Dialog, DialogForm } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { InvoiceTable, Pager } from '../parts/invoice-table.tsx';
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
      {loaded.error === undefined || isMissing ? null : (
        <FailureNote error={loaded.error} reading onRetry={loaded.reload} />
      )}
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
          <button type="button" class="button" onClick={() => setOpen('limit')}>
            {text.changeLimit}
          </button>
          <button type="button" class="button" onClick={() => setOpen('tolerance')}>
            {text.changeTolerance}
          </button>
          <button type="button" class="button" onClick={() => setOpen('purchase')}>
            {text.purchase}
          </button>
          <button type="button" class="button danger-text" onClick={() => setOpen('close')}>
            {text.closeAccount}
          </button>
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
  const change = useChange();
  const given = readNumber(value);
  const isLimit = what === 'limit';
  const present = isLimit ? money(account.creditLimit, locale) : percent(account.tolerance, locale);
  return (
    <Dialog title={isLimit ? text.changeLimit : text.changeTolerance} onClose={onClose} locked={change.busy}>
      <DialogForm
        submit={words.save}
        busy={change.busy}
        disabled={given === undefined}
        onClose={onClose}
        onSubmit={() =>
          change.run(async () => {
            if (isLimit) await client.accounts.changeCreditLimit(account.id, { value: given ?? 0 });
            else await client.accounts.changeTolerance(account.id, { value: (given ?? 0) / 100 });
            onClose();
          }, text.changed)
        }
      >
        <Field
          label={isLimit ? text.newLimit : text.newTolerance}
          value={value}
          onInput={setValue}
          inputMode="decimal"
          hint={
            isLimit ? text.limitNow(present) : `${text.limitNow(present)} ${words.accounts.toleranceHint}`
          }
          autoFocus
          required
        />
        {change.error === undefined ? null : <FailureNote error={change.error} />}
      </DialogForm>
    </Dialog>
  );
}

function PurchaseDialog({ account, onClose }: DialogProps) {
  const { client, words } = useSession();
  const text = words.account;
  const [value, setValue] = useState('');
  const [installments, setInstallments] = useState('1');
  const change = useChange();
  const amount = readNumber(value);
  const parts = Number(installments);
  const isGood = amount !== undefined && amount > 0 && Number.isSafeInteger(parts) && parts >= 1;
  return (
    <Dialog title={text.purchase} onClose={onClose} locked={change.busy}>
      <DialogForm
        submit={words.confirm}
        busy={change.busy}
        disabled={!isGood}
        onClose={onClose}
        onSubmit={() =>
          change.run(async () => {
            const hold = { value: amount ?? 0, settle: true, installments: parts };
            const { id } = await client.transactions.preAuthorize(account.id, hold);
            await client.transactions.settle(
              { creditAccountId: account.id, transactionId: id },
              { value: amount ?? 0 },
            );
            onClose();
          }, text.purchased)
        }
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
        {change.error === undefined ? null : <FailureNote error={change.error} />}
      </DialogForm>
    </Dialog>
  );
}

function CloseDialog({ account, onClose }: DialogProps) {
  const { client, words, go } = useSession();
  const text = words.account;
  const [typed, setTyped] = useState('');
  const change = useChange();
  return (
    <Dialog title={text.closeAccount} onClose={onClose} locked={change.busy}>
      <DialogForm
        submit={text.closeAccount}
        danger
        busy={change.busy}
        disabled={typed.trim() !== account.id}
        onClose={onClose}
        onSubmit={() =>
          change.run(async () => {
            await client.accounts.close(account.id);
            go(routeText(['accounts']));
          }, text.closed)
        }
      >
        <p>{text.closeText}</p>
        <Field label={account.id} value={typed} onInput={setTyped} autoFocus required />
        {change.error === undefined ? null : <FailureNote error={change.error} />}
      </DialogForm>
    </Dialog>
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
      {list.error === undefined ? null : <FailureNote error={list.error} reading onRetry={list.reload} />}
      {list.value === undefined ? (
        list.loading ? (
          <Loading />
        ) : null
      ) : list.value.data.length === 0 ? (
        <p class="empty">{words.invoices.empty}</p>
      ) : (
        <>
          <InvoiceTable label={words.account.invoices} invoices={list.value.data} hideAccount />
          {list.value.count > invoicePage ? (
            <Pager page={page} size={invoicePage} count={list.value.count} onPage={setPage} />
          ) : null}
        </>
      )}
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
        <button type="button" class="button small" disabled={isAdding} onClick={() => setAdding(true)}>
          <Icon name="plus" />
          {text.new}
        </button>
      }
    >
      {control === undefined ? <p class="muted">{text.dependentsUnlisted}</p> : null}
      {list.error === undefined ? null : <FailureNote error={list.error} reading onRetry={list.reload} />}
      {change.error === undefined ? null : <FailureNote error={change.error} />}
      {isAdding ? (
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
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
          <button type="submit" class="button primary" disabled={change.busy}>
            {words.confirm}
          </button>
          <button type="button" class="button" disabled={change.busy} onClick={() => setAdding(false)}>
            {words.cancel}
          </button>
        </form>
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
              <button
                type="button"
                class="button small"
                disabled={change.busy}
                aria-label={text.removeDependent(holder.claims.email)}
                onClick={() => remove(holder)}
              >
                {text.remove}
              </button>
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
      {list.error === undefined ? null : <FailureNote error={list.error} reading onRetry={list.reload} />}
      {list.loading && list.value === undefined ? (
        <Loading />
      ) : holds.length === 0 ? (
        <p class="muted">{text.holdsNone}</p>
      ) : (
        <TableBox label={text.holds}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.invoice.transaction}</th>
                <th scope="col" class="wide end">
                  {text.installments}
                </th>
                <th scope="col">{text.expires}</th>
                <th scope="col" class="end">
                  {text.value}
                </th>
              </tr>
            </thead>
            <tbody>
              {holds.map((hold) => (
                <tr key={hold.id}>
                  <th scope="row">
                    <Data clip>{hold.id}</Data>
                  </th>
                  <td class="wide end number">{hold.installments}</td>
                  <td class="number nowrap">{moment(hold.expiresAt, locale)}</td>
                  <td class="end number nowrap">{money(hold.value, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Card>
  );
}

function Statements({ id }: { readonly id: string }) {
  const { client, words, locale } = useSession();
  const text = words.account;
  const list = useLoad((signal) => client.accounts.getStatements(id, { signal }), [id]);
  const rows = list.value?.statements ?? [];
  const shown = rows.slice(-shownStatements).toReversed();
  const originOf = ({ origin }: Statement): string =>
    isKnownStatementOrigin(origin) ? text.origins[origin] : origin;
  const referenceOf = ({ metadata, doneBy }: Statement): string =>
    metadata?.orderId || metadata?.transactionId || doneBy || '';
  return (
    <Card title={text.statements} class="list">
      {list.error === undefined ? null : <FailureNote error={list.error} reading onRetry={list.reload} />}
      {list.value === undefined ? (
        list.loading ? (
          <Loading />
        ) : null
      ) : rows.length === 0 ? (
        <p class="empty">{text.statementsNone}</p>
      ) : (
        <TableBox label={text.statements}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{text.date}</th>
                <th scope="col">{text.origin}</th>
                <th scope="col" class="wide">
                  {text.reference}
                </th>
                <th scope="col" class="end">
                  {text.value}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row, at) => (
                <tr key={`${rows.length - at}`}>
                  <td class="number nowrap">{moment(row.date, locale)}</td>
                  <td>{originOf(row)}</td>
                  <td class="wide">
                    <Data clip>{referenceOf(row)}</Data>
                  </td>
                  <td class={`end number nowrap ${row.value < 0 ? 'bad' : ''}`}>
                    {money(row.value, locale)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {rows.length > shown.length ? (
        <p class="muted foot-note">
          {text.statementsShown(whole(shown.length, locale), whole(rows.length, locale))}
        </p>
      ) : null}
    </Card>
  );
}
