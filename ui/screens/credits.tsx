import { isApiError, type MyInvoice, myCredits } from 'vtex-customer-credit';
import { day, money, whole } from '../format.ts';
import { Icon } from '../icons.tsx';
import { keyOf, nameOf } from '../listing.ts';
import { useLoad } from '../load.ts';
import { Data, FailureNote, Loading, Page } from '../parts/basics.tsx';
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
      <FailureNote of={accounts} />
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
  const { client, now, words, locale } = useSession();
  const text = words.credits;
  const loaded = useLoad((signal) => myCredits(client, id, { now, locale, signal }), [id, locale]);
  if (isApiError(loaded.error) && loaded.error.status === 404)
    return <p class="note note-bad">{words.account.missing}</p>;
  if (loaded.error !== undefined) return <FailureNote of={loaded} />;
  if (loaded.value === undefined) return <Loading />;
  const { enabled, available, creditLimit, invoices } = loaded.value;
  if (!enabled) return <p class="note note-warn">{text.off}</p>;
  const shown = invoices.slice(0, mostShown);
  return (
    <div class="phone">
      <div class="credit-head">
        <div>
          <p>{text.available}</p>
          <p class="amount number">{money(available, locale)}</p>
        </div>
        <p class="credit-limit">
          {text.limit} <strong class="number">{money(creditLimit, locale)}</strong>
        </p>
      </div>
      <h2>{text.invoices}</h2>
      {invoices.length === 0 ? <p class="muted">{text.empty}</p> : null}
      <ul class="credit-list">
        {shown.map((invoice) => (
          <CreditRow key={keyOf(invoice)} invoice={invoice} />
        ))}
      </ul>
      {invoices.length > shown.length ? (
        <p class="muted">{text.tooMany(whole(shown.length, locale), whole(invoices.length, locale))}</p>
      ) : null}
    </div>
  );
}

function CreditRow({ invoice }: { readonly invoice: MyInvoice }) {
  const { words, locale } = useSession();
  const text = words.credits;
  const installment = useInstallment();
  const { status, label, value, dueDate, orderId, observation } = invoice;
  const link = webAddress(invoice.pay);
  return (
    <li>
      <div class="credit-what">
        <strong>
          <Data clip>{orderId || nameOf(invoice)}</Data>
        </strong>
        <span class="muted">
          {words.invoices.installment} {installment(invoice)} · {words.invoices.due}{' '}
          <span class="number">{day(dueDate, locale)}</span>
        </span>
        {observation ? (
          <span class="muted credit-note">
            <Data>{observation}</Data>
          </span>
        ) : null}
      </div>
      <div class="credit-how">
        <strong class="number">{money(value, locale)}</strong>
        <span class={`badge badge-${status}`}>{label}</span>
      </div>
      {link === undefined ? null : (
        <a
          class="button primary"
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`${text.payOf(nameOf(invoice))} ${text.newTab}`}
        >
          {text.pay} <Icon name="external" />
        </a>
      )}
    </li>
  );
}
