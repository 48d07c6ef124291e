import { useState } from 'preact/hooks';
import type { Account } from 'vtex-customer-credit';
import { useChange } from '../actions.tsx';
import { money, percent, readNumber } from '../format.ts';
import { Icon } from '../icons.tsx';
import { useLoad } from '../load.ts';
import { Data, FailureNote, Link, Loading, Page, TableBox } from '../parts/basics.tsx';
import { Dialog, DialogForm } from '../parts/dialog.tsx';
import { ExportButton } from '../parts/export.tsx';
import { Field, Select } from '../parts/field.tsx';
import { accountRoute, Pager } from '../parts/invoice-table.tsx';
import { routeText } from '../route.ts';
import { useSession } from '../session.ts';

const pageSize = 25;

export function AccountBadge({ status }: { readonly status: string }) {
  const { words } = useSession();
  const isOpen = status === 'Open';
  return (
    <span class={`badge badge-${isOpen ? 'Paid' : 'Cancelled'}`}>
      {isOpen ? words.accounts.open : status === 'Closed' ? words.accounts.closed : status}
    </span>
  );
}

export function AccountsScreen() {
  const { client, words, route, go } = useSession();
  const text = words.accounts;
  const { email = '', page: pageText = '1' } = route.query;
  const page = Math.max(1, Math.trunc(Number(pageText)) || 1);
  const [typed, setTyped] = useState(email);
  const [isNew, setNew] = useState(false);
  const list = useLoad(
    async (signal) => {
      const from = (page - 1) * pageSize + 1;
      const filter = { ...(email === '' ? {} : { email }), from, to: from + pageSize - 1, pageSize };
      for await (const { data, summary } of client.accounts.list(filter, { signal }).pages())
        return { data, count: summary.count };
      return { data: [], count: 0 };
    },
    [email, page],
  );
  return (
    <Page
      title={text.title}
      actions={
        <>
          <ExportButton kind="accounts" filter={{}} />
          <button
            type="button"
            class="button"
            onClick={() => go(routeText(['import'], { kind: 'accounts' }))}
          >
            <Icon name="import" />
            {words.invoices.import}
          </button>
          <button type="button" class="button primary" onClick={() => setNew(true)}>
            <Icon name="plus" />
            {text.new}
          </button>
        </>
      }
    >
      <search>
        <form
          class="search"
          onSubmit={(event) => {
            event.preventDefault();
            go(routeText(['accounts'], { email: typed.trim() }));
          }}
        >
          <Field
            label={text.searchEmail}
            type="search"
            value={typed}
            onInput={setTyped}
            placeholder={text.searchEmail}
          />
          <button type="submit" class="button">
            <Icon name="search" />
            {words.invoices.search}
          </button>
        </form>
      </search>
      <section class="card list">
        {list.error === undefined ? null : <FailureNote error={list.error} reading onRetry={list.reload} />}
        {list.value === undefined && list.loading ? <Loading /> : null}
        {list.value === undefined ? null : list.value.data.length === 0 ? (
          <div class="empty">
            <p>{text.empty}</p>
          </div>
        ) : (
          <>
            <AccountTable accounts={list.value.data} />
            <Pager
              page={page}
              size={pageSize}
              count={list.value.count}
              onPage={(to) => go(routeText(['accounts'], { email, page: String(to) }))}
            />
          </>
        )}
      </section>
      {isNew ? <NewAccount onClose={() => setNew(false)} /> : null}
    </Page>
  );
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const { words, locale } = useSession();
  const text = words.accounts;
  return (
    <TableBox label={text.title}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{text.account}</th>
            <th scope="col" class="wide">
              {text.email}
            </th>
            <th scope="col" class="middle">
              {text.status}
            </th>
            <th scope="col" class="wide end">
              {text.tolerance}
            </th>
            <th scope="col" class="wide end">
              {text.limit}
            </th>
            <th scope="col" class="end">
              {text.available}
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id}>
              <th scope="row">
                <Link to={accountRoute(account.id)} class="strong">
                  <Data clip>{account.id}</Data>
                </Link>
                <span class="narrow muted">
                  <Data clip>{account.email}</Data>
                </span>
              </th>
              <td class="wide">
                <Data clip>{account.email}</Data>
              </td>
              <td class="middle">
                <AccountBadge status={account.status} />
              </td>
              <td class="wide end number">{percent(account.tolerance, locale)}</td>
              <td class="wide end number">{money(account.creditLimit, locale)}</td>
              <td class={`end number nowrap ${account.availableCredit < 0 ? 'bad' : ''}`}>
                {money(account.availableCredit, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function NewAccount({ onClose }: { readonly onClose: () => void }) {
  const { client, words, go } = useSession();
  const text = words.accounts;
  const [email, setEmail] = useState('');
  const [document, setDocument] = useState('');
  const [documentType, setDocumentType] = useState<'CPF' | 'CNPJ' | 'Other'>('CPF');
  const [limit, setLimit] = useState('1000.00');
  const [tolerance, setTolerance] = useState('0');
  const change = useChange();
  const creditLimit = readNumber(limit);
  const percentage = readNumber(tolerance);
  return (
    <Dialog title={text.newTitle} onClose={onClose} locked={change.busy}>
      <DialogForm
        submit={words.confirm}
        busy={change.busy}
        disabled={
          email.trim() === '' ||
          document.trim() === '' ||
          creditLimit === undefined ||
          percentage === undefined
        }
        onClose={onClose}
        onSubmit={() =>
          change.run(async () => {
            const account = await client.accounts.open({
              email: email.trim(),
              document: document.trim(),
              documentType,
              creditLimit: creditLimit ?? 0,
              tolerance: (percentage ?? 0) / 100,
            });
            onClose();
            go(accountRoute(account.id));
          }, text.opened)
        }
      >
        <Field label={text.email} type="email" value={email} onInput={setEmail} required autoFocus />
        <div class="columns">
          <Select
            label={text.documentType}
            value={documentType}
            options={[
              ['CPF', 'CPF'],
              ['CNPJ', 'CNPJ'],
              ['Other', 'Other'],
            ]}
            onChange={setDocumentType}
          />
          <Field label={text.document} value={document} onInput={setDocument} required />
        </div>
        <div class="columns">
          <Field label={text.limit} value={limit} onInput={setLimit} inputMode="decimal" required />
          <Field
            label={text.tolerance}
            value={tolerance}
            onInput={setTolerance}
            inputMode="decimal"
            hint={text.toleranceHint}
          />
        </div>
        {change.error === undefined ? null : <FailureNote error={change.error} />}
      </DialogForm>
    </Dialog>
  );
}
