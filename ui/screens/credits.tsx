import { useState } from 'preact/hooks';
import { type Invoice, isApiError } from 'vtex-customer-credit';
import { day, money, whole } from '../format.ts';
import { Icon } from '../icons.tsx';
import { keyOf, nameOf } from '../listing.ts';
import { useLoad } from '../load.ts';
import { Data, FailureNote, Loading, Page, StatusBadge } from '../parts/basics.tsx';
import { Select } from '../parts/field.tsx';
import { useInstallment } from '../parts/invoice-table.tsx';
import { routeText } from '../route.ts';
import { useSession } from '../session.ts';
import { webAddress } from '../web-address.ts';

const mostChoices = 200;
const mostShown = 100;

/** What the customer of an account sees. */
export function CreditsScreen() {
  const { client, words, route, go } = useSession();
  const text = words.credits;
  const { account = '' } = route.query;
  const accounts = useLoad(
    (signal) => client.accounts.list({ pageSize: mostChoices }, { signal }).toArray({ limit: mostChoices }),
    [],
  );
  const choices = (accounts.value ?? []).map(({ id, email }) => [id, `${email} · ${id}`] as const);
  const isListed = choices.some(([id]) => id === account);
  return (
    <Page title={text.title} hint={text.hint}>
      {accounts.error === undefined ? null : (
        <FailureNote error={accounts.error} reading onRetry={accounts.reload} />
      )}
      <div class="choose">
        <Select
          label={text.as}
          value={account}
          options={[
            ...(account === '' ? [['', '–'] as const] : isListed ? [] : [[account, account] as const]),
            ...choices,
          ]}
          onChange={(id) => go(routeText(['credits'], { account: id }))}
        />
      </div>
      {account === '' ? (
        <div class="card empty">
          <p>{text.choose}</p>
        </div>
      ) : (
        <Credits id={account} key={account} />
      )}
    </Page>
  );
}

function Credits({ id }: { readonly id: string }) {
  const { client, words, locale } = useSession();
  const text = words.credits;
  const loaded = useLoad(
    async (signal) => {
      const [account, { myCreditsEnabled }] = await Promise.all([
        client.accounts.get(id, { signal }),
        client.storeConfig.get({ signal }),
      ]);
      for await (const { data, summary } of client.invoices
        .listByAccount(id, { from: 1, to: mostShown, pageSize: mostShown }, { signal })
        .pages())
        return { account, myCreditsEnabled, invoices: data, count: summary.count };
      return { account, myCreditsEnabled, invoices: [], count: 0 };
    },
    [id],
  );
  if (isApiError(loaded.error) && loaded.error.status === 404)
    return <p class="note note-bad">{words.account.missing}</p>;
  if (loaded.error !== undefined) return <FailureNote error={loaded.error} reading onRetry={loaded.reload} />;
  if (loaded.value === undefined) return <Loading />;
  const { account, myCreditsEnabled, invoices, count } = loaded.value;
  if (!myCreditsEnabled) return <p class="note note-warn">{text.off}</p>;
  return (
    <div class="phone">
      <div class="credit-head">
        <div>
          <p>{text.available}</p>
          <p class="amount number">{money(account.availableCredit, locale)}</p>
        </div>
        <p class="credit-limit">
          {text.limit} <strong class="number">{money(account.creditLimit, locale)}</strong>
        </p>
      </div>
      <h2>{text.invoices}</h2>
      {invoices.length === 0 ? <p class="muted">{text.empty}</p> : null}
      <ul class="credit-list">
        {invoices.map((invoice) => (
          <CreditRow key={keyOf(invoice)} invoice={invoice} />
        ))}
      </ul>
      {count > invoices.length ? (
        <p class="muted">{text.tooMany(whole(invoices.length, locale), whole(count, locale))}</p>
      ) : null}
    </div>
  );
}

function CreditRow({ invoice }: { readonly invoice: Invoice }) {
  const { words, locale } = useSession();
  const text = words.credits;
  const installment = useInstallment();
  const [isGone, setGone] = useState(false);
  const link = invoice.status === 'Opened' ? webAddress(invoice.paymentLink) : undefined;
  return (
    <li>
      <div class="credit-what">
        <strong>
          <Data clip>{invoice.orderId || nameOf(invoice)}</Data>
        </strong>
        <span class="muted">
          {words.invoices.installment} {installment(invoice)} · {words.invoices.due}{' '}
          <span class="number">{day(invoice.dueDate, locale)}</span>
        </span>
        {invoice.observation ? (
          <span class="muted credit-note">
            <Data>{invoice.observation}</Data>
          </span>
        ) : null}
      </div>
      <div class="credit-how">
        <strong class="number">{money(invoice.value, locale)}</strong>
        <StatusBadge invoice={invoice} />
      </div>
      {link === undefined ? null : (
        <a
          class={`button ${isGone ? '' : 'primary'}`}
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`${text.payOf(nameOf(invoice))} ${text.newTab}`}
          onClick={() => setGone(true)}
        >
          {text.pay} <Icon name="external" />
        </a>
      )}
    </li>
  );
}
