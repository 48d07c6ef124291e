import type { ComponentChildren } from 'preact';
import type { Invoice } from 'vtex-customer-credit';
import { day, money } from '../format.ts';
import { Icon } from '../icons.tsx';
import { keyOf, nameOf, type Sort, type Sorting } from '../listing.ts';
import { routeText } from '../route.ts';
import { useSession } from '../session.ts';
import { Data, Link, StatusBadge } from './basics.tsx';
import { Button } from './controls.tsx';
import { TableBox } from './table.tsx';

export const invoiceRoute = ({ creditAccountId, id }: Pick<Invoice, 'creditAccountId' | 'id'>): string =>
  routeText(['invoices', creditAccountId, id]);

export const accountRoute = (creditAccountId: string): string => routeText(['accounts', creditAccountId]);

/** Which instalment it is, as the documents write it: "1 of 3". */
export function useInstallment(): (invoice: {
  readonly installment: number;
  readonly numberOfInstallments?: number | null | undefined;
}) => string {
  const { words } = useSession();
  return ({ installment, numberOfInstallments }) =>
    numberOfInstallments
      ? `${installment} ${words.invoices.of} ${numberOfInstallments}`
      : String(installment);
}

interface Selection {
  readonly has: (invoice: Invoice) => boolean;
  readonly toggle: (invoices: readonly Invoice[], isOn: boolean) => void;
}

export function InvoiceTable({
  label,
  invoices,
  selection,
  sort,
  onSort,
  hideAccount = false,
}: {
  readonly label: string;
  readonly invoices: readonly Invoice[];
  readonly selection?: Selection;
  readonly sort?: Sort | undefined;
  readonly onSort?: (by: Sorting) => void;
  readonly hideAccount?: boolean;
}) {
  const { words, locale } = useSession();
  const text = words.invoices;
  const installment = useInstallment();
  const head = (by: Sorting, name: string, className = ''): ComponentChildren => {
    const isBy = sort?.by === by;
    if (onSort === undefined)
      return (
        <th scope="col" class={className}>
          {name}
        </th>
      );
    return (
      <th
        scope="col"
        class={className}
        aria-sort={isBy ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      >
        <button type="button" class="sort" onClick={() => onSort(by)}>
          {name}
          {isBy ? <Icon name={sort.descending ? 'down' : 'up'} /> : null}
        </button>
      </th>
    );
  };
  const isWholeSelected = selection !== undefined && invoices.length > 0 && invoices.every(selection.has);
  return (
    <TableBox label={label}>
      <table class="table">
        <thead>
          <tr>
            {selection === undefined ? null : (
              <th scope="col" class="select">
                <input
                  type="checkbox"
                  aria-label={text.selectPage}
                  checked={isWholeSelected}
                  onChange={(event) => selection.toggle(invoices, event.currentTarget.checked)}
                />
              </th>
            )}
            <th scope="col">{text.invoice}</th>
            {hideAccount ? null : head('creditAccountId', text.account, 'wide')}
            {head('orderId', text.order, 'wide')}
            {head('installment', text.installment, 'wide')}
            {head('dueDate', text.due)}
            <th scope="col" class="middle">
              {text.status}
            </th>
            {head('value', text.value, 'end')}
          </tr>
        </thead>
        <tbody>
          {invoices.map((invoice) => (
            <tr key={keyOf(invoice)} class={selection?.has(invoice) ? 'chosen' : undefined}>
              {selection === undefined ? null : (
                <td class="select">
                  <input
                    type="checkbox"
                    aria-label={text.select(nameOf(invoice))}
                    checked={selection.has(invoice)}
                    onChange={(event) => selection.toggle([invoice], event.currentTarget.checked)}
                  />
                </td>
              )}
              <th scope="row">
                <Link to={invoiceRoute(invoice)} class="strong">
                  <Data clip>{nameOf(invoice)}</Data>
                </Link>
                <span class="narrow muted">
                  <Data clip>{hideAccount ? invoice.orderId : invoice.creditAccountId}</Data>
                </span>
              </th>
              {hideAccount ? null : (
                <td class="wide">
                  <Link to={accountRoute(invoice.creditAccountId)}>
                    <Data clip>{invoice.creditAccountId}</Data>
                  </Link>
                </td>
              )}
              <td class="wide number">
                <Data clip>{invoice.orderId}</Data>
              </td>
              <td class="wide number nowrap">{installment(invoice)}</td>
              <td class="number nowrap">{day(invoice.dueDate, locale)}</td>
              <td class="middle">
                <StatusBadge invoice={invoice} />
              </td>
              <td class="end number nowrap">
                {money(invoice.value, locale)}
                <span class="small-only">
                  <StatusBadge invoice={invoice} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

export function Pager({
  page,
  size,
  count,
  onPage,
}: {
  readonly page: number;
  readonly size: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}) {
  const { words, locale } = useSession();
  const text = words.invoices;
  const last = Math.max(1, Math.ceil(count / size));
  const number = new Intl.NumberFormat(locale);
  const button = (name: 'first' | 'left' | 'right' | 'last', label: string, to: number, isOff: boolean) => (
    <Button kind="bare" aria-label={label} disabled={isOff} onClick={() => onPage(to)}>
      <Icon name={name} />
    </Button>
  );
  return (
    <nav class="pager" aria-label={text.page}>
      <span class="number muted">
        {text.pages(
          number.format(Math.min(count, (page - 1) * size + 1)),
          number.format(Math.min(count, page * size)),
          number.format(count),
        )}
      </span>
      <span class="row tight">
        {button('first', text.first, 1, page <= 1)}
        {button('left', text.previous, page - 1, page <= 1)}
        {button('right', text.next, page + 1, page >= last)}
        {button('last', text.last, last, page >= last)}
      </span>
    </nav>
  );
}
