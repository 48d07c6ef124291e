import { useEffect, useRef, useState } from 'preact/hooks';
import type { Invoice, InvoiceFilter } from 'vtex-customer-credit';
import { ActionDialog, type ActionName } from '../actions.tsx';
import { failureOf } from '../failure.ts';
import { money, sum, whole } from '../format.ts';
import {
  addUp,
  type Counts,
  type Found,
  isOfTab,
  isSorting,
  isTab,
  keyOf,
  mostFound,
  readCounts,
  readPage,
  type Search,
  type Sort,
  type Sorting,
  scan,
  sorted,
  type Tab,
  type Totals,
  tabFilter,
  tabs,
  totalsOf,
} from '../listing.ts';
import { throttled, useLoad, useTask } from '../load.ts';
import { FailureNote, Loading, Page, ProgressNote } from '../parts/basics.tsx';
import { Button, Form } from '../parts/controls.tsx';
import { ExportButton } from '../parts/export.tsx';
import { Field, Select } from '../parts/field.tsx';
import { InvoiceTable, Pager } from '../parts/invoice-table.tsx';
import { routeText } from '../route.ts';
import { sampleSeed } from '../sample.ts';
import { useSession } from '../session.ts';

const pageSize = 25;

/** How many invoices are added up without being asked. */
const mostAddedUnasked = 10_000;

const searchKinds = ['order', 'invoice', 'account'] as const;
const isSearchKind = (value: unknown): value is Search['by'] => searchKinds.some((kind) => kind === value);

/** What stands in the address. */
interface View {
  readonly tab: Tab;
  readonly search: Search | undefined;
  readonly page: number;
  readonly sort: Sort | undefined;
}

function viewOf(query: Readonly<Record<string, string>>): View {
  const { status, by, search, page, sort = '' } = query;
  const sortBy = sort.replace(/^-/, '');
  const number = Number(page ?? 1);
  return {
    tab: isTab(status) ? status : 'Opened',
    search: search ? { by: isSearchKind(by) ? by : 'order', text: search } : undefined,
    page: Number.isSafeInteger(number) && number >= 1 ? number : 1,
    sort: isSorting(sortBy) ? { by: sortBy, descending: sort.startsWith('-') } : undefined,
  };
}

const textOf = ({ tab, search, page, sort }: View): string =>
  routeText(['invoices'], {
    status: tab,
    by: search?.by,
    search: search?.text,
    page: page === 1 ? undefined : String(page),
    sort: sort === undefined ? undefined : `${sort.descending ? '-' : ''}${sort.by}`,
  });

/** What the API can filter by itself. */
function apiFilter(search: Search | undefined): InvoiceFilter | undefined {
  if (search === undefined) return {};
  return search.by === 'account' ? { creditAccountId: search.text } : undefined;
}

export function InvoicesScreen() {
  const session = useSession();
  const { route, words, go } = session;
  const view = viewOf(route.query);
  const to = (change: Partial<View>): void => go(textOf({ ...view, page: 1, ...change }));
  const [selected, setSelected] = useState<ReadonlyMap<string, Invoice>>(new Map());
  const [action, setAction] = useState<ActionName | undefined>(undefined);
  const filter = apiFilter(view.search);
  const exported = view.search?.by === 'order' ? { orderId: view.search.text } : filter;
  const select = (invoices: readonly Invoice[], isOn: boolean): void => {
    const next = new Map(selected);
    for (const invoice of invoices) {
      if (isOn) next.set(keyOf(invoice), invoice);
      else next.delete(keyOf(invoice));
    }
    setSelected(next);
  };
  const shared = { view, to, selected, select };
  return (
    <Page
      title={words.invoices.title}
      actions={
        <>
          <ExportButton
            kind="invoices"
            filter={exported === undefined ? undefined : { ...exported, ...tabFilter(view.tab) }}
          />
          <Button icon="import" onClick={() => go(routeText(['import']))}>
            {words.invoices.import}
          </Button>
        </>
      }
    >
      <SearchForm search={view.search} onSearch={(search) => to({ search })} />
      {filter === undefined && view.search !== undefined ? (
        <ScannedInvoices key={`${view.search.by} ${view.search.text}`} {...shared} search={view.search} />
      ) : (
        <ListedInvoices {...shared} filter={filter ?? {}} />
      )}
      {selected.size === 0 ? null : (
        <SelectionBar selected={selected} onAction={setAction} onClear={() => setSelected(new Map())} />
      )}
      {action === undefined ? null : (
        <ActionDialog
          name={action}
          invoices={[...selected.values()]}
          onClose={() => {
            setAction(undefined);
            setSelected(new Map());
          }}
        />
      )}
    </Page>
  );
}

function SearchForm({
  search,
  onSearch,
}: {
  readonly search: Search | undefined;
  readonly onSearch: (search: Search | undefined) => void;
}) {
  const { words } = useSession();
  const [by, setBy] = useState<Search['by']>(search?.by ?? 'order');
  const [text, setText] = useState(search?.text ?? '');
  useEffect(() => {
    setBy(search?.by ?? by);
    setText(search?.text ?? '');
  }, [search?.by, search?.text]);
  return (
    <search>
      <Form
        class="search"
        onSubmit={() => {
          const wanted = text.trim();
          onSearch(wanted === '' ? undefined : { by, text: wanted });
        }}
      >
        <Select
          label={words.invoices.by}
          hidden
          value={by}
          options={searchKinds.map((kind) => [kind, words.invoices.kinds[kind]] as const)}
          onChange={setBy}
        />
        <Field
          label={words.invoices.placeholder}
          type="search"
          value={text}
          onInput={setText}
          placeholder={words.invoices.placeholder}
        />
        <Button icon="search" type="submit">
          {words.invoices.search}
        </Button>
        {search === undefined ? null : (
          <Button kind="bare" onClick={() => onSearch(undefined)}>
            {words.invoices.clear}
          </Button>
        )}
      </Form>
    </search>
  );
}

interface ListProps {
  readonly view: View;
  readonly to: (change: Partial<View>) => void;
  readonly selected: ReadonlyMap<string, Invoice>;
  readonly select: (invoices: readonly Invoice[], isOn: boolean) => void;
}

/** Invoices that the API filters and pages by itself. */
function ListedInvoices({
  view,
  to,
  selected,
  select,
  filter,
}: ListProps & { readonly filter: InvoiceFilter }) {
  const { client, now, version, words, control, changed, notify } = useSession();
  const { tab, page, sort } = view;
  const list = useLoad(
    (signal) => readPage(client, { ...filter, ...tabFilter(tab) }, { page, size: pageSize, sort }, signal),
    [filter, tab, page, sort],
  );
  const counts = useLoad((signal) => readCounts(client, filter, signal), [filter]);
  const isEmptyStore = counts.value?.all === 0 && view.search === undefined;
  return (
    <section class="card list">
      <Tabs view={view} to={to} counts={counts.value} totals={undefined}>
        <TotalsLine filter={filter} counts={counts.value} tab={tab} key={JSON.stringify([filter, version])} />
      </Tabs>
      <FailureNote of={list} />
      {list.value === undefined && list.loading ? <Loading /> : null}
      {list.value === undefined ? null : list.value.invoices.length === 0 ? (
        <div class="empty">
          <p>{isEmptyStore ? words.invoices.emptyStore : words.invoices.empty}</p>
          {isEmptyStore && control !== undefined ? (
            <Button
              kind="primary"
              onClick={() => {
                control
                  .seed(sampleSeed(now))
                  .then(changed, (error: unknown) =>
                    notify({ kind: 'bad', text: failureOf(error, words).detail }),
                  );
              }}
            >
              {words.invoices.sample}
            </Button>
          ) : null}
        </div>
      ) : (
        <Rows
          view={view}
          to={to}
          selected={selected}
          select={select}
          invoices={list.value.invoices}
          count={list.value.count}
          note={list.value.isSortedInPage ? words.invoices.sortNote : undefined}
        />
      )}
    </section>
  );
}

/** Invoices that are found by reading all of them. */
function ScannedInvoices({ view, to, selected, select, search }: ListProps & { readonly search: Search }) {
  const { client, now, version, words, locale } = useSession();
  const { tab, page, sort } = view;
  const [found, setFound] = useState<Found | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [isStopped, setStopped] = useState(false);
  const [again, setAgain] = useState(0);
  const ending = useRef<AbortController | undefined>(undefined);
  useEffect(() => {
    const controller = new AbortController();
    ending.current = controller;
    setError(undefined);
    setStopped(false);
    let latest: Found | undefined;
    const show = throttled(100, () => setFound(latest));
    scan(client, search, controller.signal, (now) => {
      latest = now;
      show();
    }).then(
      () => setFound(latest),
      (reason: unknown) => {
        setFound(latest);
        if (controller.signal.aborted) setStopped(true);
        else setError(reason);
      },
    );
    return () => controller.abort();
  }, [version, again]);
  const rows = sorted(found?.invoices.filter((invoice) => isOfTab(invoice, tab, now)) ?? [], sort);
  const counts: Counts | undefined =
    found === undefined
      ? undefined
      : {
          Opened: found.invoices.filter((invoice) => isOfTab(invoice, 'Opened', now)).length,
          Paid: found.invoices.filter((invoice) => isOfTab(invoice, 'Paid', now)).length,
          Overdue: found.invoices.filter((invoice) => isOfTab(invoice, 'Overdue', now)).length,
          Cancelled: found.invoices.filter((invoice) => isOfTab(invoice, 'Cancelled', now)).length,
          all: found.invoices.length,
        };
  const totals = found === undefined ? undefined : totalsOf(found.invoices, now);
  const isRunning = error === undefined && !isStopped && found?.isEnded !== true;
  const progress = [whole(found?.read ?? 0, locale), whole(found?.count ?? 0, locale)] as const;
  return (
    <section class="card list">
      <Tabs view={view} to={to} counts={counts} totals={totals} />
      {isRunning ? (
        <ProgressNote
          text={words.invoices.searching(...progress)}
          done={found?.read ?? 0}
          total={found?.count}
          onStop={() => ending.current?.abort()}
        />
      ) : null}
      {isStopped ? <p class="note note-warn">{words.invoices.searchStopped(...progress)}</p> : null}
      {found !== undefined && found.invoices.length >= mostFound ? (
        <p class="note note-warn">{words.invoices.tooMany}</p>
      ) : null}
      <FailureNote of={{ error, reload: () => setAgain(again + 1) }} />
      {rows.length === 0 ? (
        isRunning ? null : (
          <div class="empty">
            <p>{words.invoices.empty}</p>
          </div>
        )
      ) : (
        <Rows
          view={view}
          to={to}
          selected={selected}
          select={select}
          invoices={rows.slice((page - 1) * pageSize, page * pageSize)}
          count={rows.length}
          note={undefined}
        />
      )}
    </section>
  );
}

function Tabs({
  view,
  to,
  counts,
  totals,
  children,
}: {
  readonly view: View;
  readonly to: (change: Partial<View>) => void;
  readonly counts: Counts | undefined;
  readonly totals: Totals | undefined;
  readonly children?: preact.ComponentChildren;
}) {
  const { words, locale } = useSession();
  const nameOf = (tab: Tab): string => (tab === 'all' ? words.all : words.statuses[tab]);
  return (
    <div class="tabs-head">
      <fieldset class="tabs" aria-label={words.invoices.filter}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            class="tab"
            aria-pressed={view.tab === tab}
            onClick={() => to({ tab })}
          >
            {nameOf(tab)}
            <span class="tab-count number">{counts === undefined ? '…' : whole(counts[tab], locale)}</span>
          </button>
        ))}
      </fieldset>
      {totals === undefined ? children : <TotalText tab={view.tab} totals={totals} />}
    </div>
  );
}

function TotalText({ tab, totals }: { readonly tab: Tab; readonly totals: Totals }) {
  const { words, locale } = useSession();
  return (
    <p class="total">
      <span class="muted">{words.invoices.total}</span>{' '}
      <strong class="number" data-total>
        {money(totals[tab], locale)}
      </strong>
    </p>
  );
}

/** True totals: at once for few invoices, for many when somebody asks. */
function TotalsLine({
  filter,
  counts,
  tab,
}: {
  readonly filter: InvoiceFilter;
  readonly counts: Counts | undefined;
  readonly tab: Tab;
}) {
  const { client, words, locale, notify } = useSession();
  const [totals, setTotals] = useState<Totals | undefined>(undefined);
  const [done, setDone] = useState(0);
  const task = useTask();
  const count = counts?.all;
  const start = (): void => {
    if (count === undefined) return;
    setDone(0);
    task.start(
      async (signal) => setTotals(await addUp(client, filter, count, signal, setDone)),
      (error) => notify({ kind: 'bad', text: failureOf(error, words, true).title }),
    );
  };
  useEffect(() => {
    if (count !== undefined && count <= mostAddedUnasked) start();
  }, [count]);
  if (totals !== undefined) return <TotalText tab={tab} totals={totals} />;
  if (count === undefined) return null;
  if (task.running && count > mostAddedUnasked)
    return (
      <ProgressNote
        text={words.invoices.addingUp(whole(done, locale), whole(count, locale))}
        done={done}
        total={count}
        onStop={task.stop}
      />
    );
  if (task.running) return null;
  return (
    <Button kind="small" onClick={start}>
      {words.invoices.addUp(whole(count, locale))}
    </Button>
  );
}

function Rows({
  view,
  to,
  selected,
  select,
  invoices,
  count,
  note,
}: ListProps & {
  readonly invoices: readonly Invoice[];
  readonly count: number;
  readonly note: string | undefined;
}) {
  const { words } = useSession();
  const onSort = (by: Sorting): void => {
    const { sort } = view;
    if (sort?.by !== by) to({ sort: { by, descending: false } });
    else to({ sort: sort.descending ? undefined : { by, descending: true } });
  };
  return (
    <>
      <InvoiceTable
        label={words.invoices.title}
        invoices={invoices}
        selection={{ has: (invoice) => selected.has(keyOf(invoice)), toggle: select }}
        sort={view.sort}
        onSort={onSort}
      />
      {note === undefined ? null : <p class="muted foot-note">{note}</p>}
      <Pager page={view.page} size={pageSize} count={count} onPage={(page) => to({ page })} />
    </>
  );
}

function SelectionBar({
  selected,
  onAction,
  onClear,
}: {
  readonly selected: ReadonlyMap<string, Invoice>;
  readonly onAction: (name: ActionName) => void;
  readonly onClear: () => void;
}) {
  const { words, locale } = useSession();
  const { actions } = words;
  return (
    <section class="selection" aria-label={words.invoices.selected(whole(selected.size, locale))}>
      <span>
        <strong>{words.invoices.selected(whole(selected.size, locale))}</strong>{' '}
        <span class="number muted">
          {money(sum(...[...selected.values()].map(({ value }) => value)), locale)}
        </span>
      </span>
      <span class="row">
        <Button kind="primary" onClick={() => onAction('pay')}>
          {actions.pay}
        </Button>
        <Button onClick={() => onAction('postpone')}>{actions.postpone}</Button>
        <Button onClick={() => onAction('cancel')}>{actions.cancel}</Button>
        <Button kind="bare" onClick={onClear}>
          {words.invoices.unselect}
        </Button>
      </span>
    </section>
  );
}
