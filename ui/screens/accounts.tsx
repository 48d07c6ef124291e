import { useState } from 'preact/hooks';
import type { Account } from 'vtex-customer-credit';
import { money, percent, readNumber } from '../format.ts';
import { useLoad } from '../load.ts';
import { Data, Link, Loaded, Page } from '../parts/basics.tsx';
import { Button, Form } from '../parts/controls.tsx';
import { ChangeDialog } from '../parts/dialog.tsx';
import { ExportButton } from '../parts/export.tsx';
import { Field, Select } from '../parts/field.tsx';
import { accountRoute, Pager } from '../parts/invoice-table.tsx';
import { Table } from '../parts/table.tsx';
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
          <Button icon="import" onClick={() => go(routeText(['import'], { kind: 'accounts' }))}>
            {words.invoices.import}
          </Button>
          <Button icon="plus" kind="primary" onClick={() => setNew(true)}>
            {text.new}
          </Button>
        </>
      }
    >
      <search>
        <Form
          class="search"
          onSubmit={() => {
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
          <Button icon="search" type="submit">
            {words.invoices.search}
          </Button>
        </Form>
      </search>
      <section class="card list">
        <Loaded of={list}>
          {({ data, count }) =>
            data.length === 0 ? (
              <p class="empty">{text.empty}</p>
            ) : (
              <>
                <AccountTable accounts={data} />
                <Pager
                  page={page}
                  size={pageSize}
                  count={count}
                  onPage={(to) => go(routeText(['accounts'], { email, page: String(to) }))}
                />
              </>
            )
          }
        </Loaded>
      </section>
      {isNew ? <NewAccount onClose={() => setNew(false)} /> : null}
    </Page>
  );
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const { words, locale } = useSession();
  const text = words.accounts;
  return (
    <Table
      label={text.title}
      rows={accounts}
      keyOf={({ id }) => id}
      titleColumn={0}
      columns={[
        [
          text.account,
          '',
          ({ id, email }) => (
            <>
              <Link to={accountRoute(id)} class="strong">
                <Data clip>{id}</Data>
              </Link>
              <span class="narrow muted">
                <Data clip>{email}</Data>
              </span>
            </>
          ),
        ],
        [text.email, 'wide', ({ email }) => <Data clip>{email}</Data>],
        [text.status, 'middle', ({ status }) => <AccountBadge status={status} />],
        [text.tolerance, 'wide end number', ({ tolerance }) => percent(tolerance, locale)],
        [text.limit, 'wide end number', ({ creditLimit }) => money(creditLimit, locale)],
        [
          text.available,
          'end number nowrap',
          ({ availableCredit: value }) => <span class={value < 0 ? 'bad' : ''}>{money(value, locale)}</span>,
        ],
      ]}
    />
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
  const creditLimit = readNumber(limit);
  const percentage = readNumber(tolerance);
  return (
    <ChangeDialog
      title={text.newTitle}
      submit={words.confirm}
      disabled={
        email.trim() === '' || document.trim() === '' || creditLimit === undefined || percentage === undefined
      }
      onClose={onClose}
      work={async () => {
        const account = await client.accounts.open({
          email: email.trim(),
          document: document.trim(),
          documentType,
          creditLimit: creditLimit ?? 0,
          tolerance: (percentage ?? 0) / 100,
        });
        go(accountRoute(account.id));
      }}
      said={text.opened}
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
    </ChangeDialog>
  );
}
