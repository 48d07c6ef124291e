import { useState } from 'preact/hooks';
import type { InvoiceFilter } from 'vtex-customer-credit';
import { download } from '../download.ts';
import { failureOf } from '../failure.ts';
import { whole } from '../format.ts';
import { throttled, useTask } from '../load.ts';
import { useSession } from '../session.ts';
import { ProgressNote } from './basics.tsx';
import { Button } from './controls.tsx';

/** How many rows are asked for at a time. */
const stride = 1000;

/** Counts what passes by. */
async function* counted<Item>(
  items: AsyncIterable<Item>,
  onItem: () => void,
): AsyncGenerator<Item, void, void> {
  for await (const item of items) {
    onItem();
    yield item;
  }
}

/** Writes what the screen shows, all pages of it, into a CSV of the reader's language. */
export function ExportButton({
  kind,
  filter,
}: {
  readonly kind: 'invoices' | 'accounts';
  /** `undefined` where the list cannot be filtered by the API. */
  readonly filter: InvoiceFilter | undefined;
}) {
  const { client, now, locale, words, notify } = useSession();
  const [done, setDone] = useState(0);
  const [total, setTotal] = useState<number | undefined>(undefined);
  const task = useTask();
  const text = words.invoices;
  const start = (): void => {
    setDone(0);
    setTotal(undefined);
    task.start(
      async (signal) => {
        const { exportAccounts, exportInvoices } = await import('../csv.ts');
        let rows = 0;
        const show = throttled(100, () => setDone(rows));
        const onItem = (): void => {
          rows += 1;
          show();
        };
        const options = { locale, now };
        const list = { pageSize: stride };
        async function* invoices() {
          for await (const page of client.invoices.list({ ...filter, ...list }, { signal }).pages()) {
            setTotal(page.summary.count);
            yield* page.data;
          }
        }
        const output =
          kind === 'invoices'
            ? exportInvoices(counted(invoices(), onItem), options)
            : exportAccounts(counted(client.accounts.list(list, { signal }), onItem), { locale });
        const parts: BlobPart[] = [];
        for await (const piece of output) parts.push(new Uint8Array(piece));
        signal.throwIfAborted();
        const date = new Date(now).toISOString().slice(0, 10);
        download(`${words.nav[kind].toLowerCase()}-${date}.csv`, parts, 'text/csv;charset=utf-8');
        const said = kind === 'invoices' ? words.invoices.exported : words.accounts.exported;
        notify({ kind: 'good', text: said(whole(rows, locale)) });
      },
      (error) => {
        const { title, detail } = failureOf(error, words, true);
        notify({ kind: 'bad', text: `${title} ${detail}` });
      },
    );
  };
  if (task.running)
    return (
      <ProgressNote
        text={text.exporting(whole(done, locale), total === undefined ? '…' : whole(total, locale))}
        done={done}
        total={total}
        onStop={task.stop}
      />
    );
  return (
    <Button icon="export" disabled={kind === 'invoices' && filter === undefined} onClick={start}>
      {kind === 'invoices' ? text.export : words.accounts.export}
    </Button>
  );
}
