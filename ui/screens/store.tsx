import { useEffect, useState } from 'preact/hooks';
import type {
  NotificationsSettings,
  NotificationTrigger,
  StoreConfig,
  StoreConfigUpdate,
} from 'vtex-customer-credit';
import { useChange } from '../change.ts';
import { moment, readNumber, whole } from '../format.ts';
import { useLoad } from '../load.ts';
import { Card, Data, FailureNote, Link, Loaded, Page } from '../parts/basics.tsx';
import { Button, Form } from '../parts/controls.tsx';
import { Check, Field } from '../parts/field.tsx';
import { invoiceRoute } from '../parts/invoice-table.tsx';
import { Table } from '../parts/table.tsx';
import { useSession } from '../session.ts';

const shownNotifications = 100;
const mostTriggers = 3;

export function StoreScreen() {
  const { client, words } = useSession();
  const loaded = useLoad((signal) => client.storeConfig.get({ signal }), []);
  return (
    <Page title={words.store.title} hint={words.store.subtitle}>
      <Loaded of={loaded}>{(config) => <ConfigForm config={config} />}</Loaded>
      <DueNotifications />
    </Page>
  );
}

const flags = [
  'postponementEnabled',
  'toleranceEnabled',
  'myCreditsEnabled',
  'automaticCheckingAccountCreationEnabled',
] as const;
const plain = ['invoicePostponementLimit', 'maxPostponementDays', 'defaultCreditValue'] as const;
const rates = ['maxPreAuthorizationGrowthRate', 'dailyInterestRate', 'taxRate'] as const;

type Flag = (typeof flags)[number];
type NumberName = (typeof plain)[number] | (typeof rates)[number];

/** What is typed: numbers as people write them, rates in percent. */
interface Draft {
  readonly flags: Readonly<Record<Flag, boolean>>;
  readonly numbers: Readonly<Record<NumberName, string>>;
  readonly daysPrior: readonly NotificationTrigger[];
  readonly daysAfter: readonly NotificationTrigger[];
}

const percentOf = (fraction: number): string => String(Number((fraction * 100).toPrecision(12)));
const fractionOf = (text: string): number | undefined => {
  const value = readNumber(text);
  return value === undefined ? undefined : Number((value / 100).toPrecision(12));
};

const draftOf = (config: StoreConfig): Draft => ({
  flags: config,
  numbers: {
    invoicePostponementLimit: String(config.invoicePostponementLimit),
    maxPostponementDays: String(config.maxPostponementDays),
    defaultCreditValue: String(config.defaultCreditValue),
    maxPreAuthorizationGrowthRate: percentOf(config.maxPreAuthorizationGrowthRate),
    dailyInterestRate: percentOf(config.dailyInterestRate),
    taxRate: percentOf(config.taxRate),
  },
  daysPrior: config.notificationsSettings?.daysPrior ?? [],
  daysAfter: config.notificationsSettings?.daysAfter ?? [],
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only what differs is sent; `undefined` where something cannot be read. */
function updateOf(config: StoreConfig, draft: Draft): StoreConfigUpdate | undefined {
  const before = draftOf(config);
  const update: Record<string, boolean | number | NotificationsSettings> = {};
  for (const name of flags) if (draft.flags[name] !== config[name]) update[name] = draft.flags[name];
  for (const name of [...plain, ...rates]) {
    if (draft.numbers[name] === before.numbers[name]) continue;
    const isRate = rates.some((rate) => rate === name);
    const value = isRate ? fractionOf(draft.numbers[name]) : readNumber(draft.numbers[name]);
    if (value === undefined) return undefined;
    update[name] = value;
  }
  const { daysPrior, daysAfter } = draft;
  if (!same([daysPrior, daysAfter], [before.daysPrior, before.daysAfter]))
    update['notificationsSettings'] = { daysPrior, daysAfter };
  return update;
}

function ConfigForm({ config }: { readonly config: StoreConfig }) {
  const { client, words } = useSession();
  const text = words.store;
  const [draft, setDraft] = useState(() => draftOf(config));
  const present = JSON.stringify(config);
  useEffect(() => setDraft(draftOf(config)), [present]);
  const change = useChange();
  const update = updateOf(config, draft);
  const isNothing = update !== undefined && Object.keys(update).length === 0;
  const number = (name: NumberName) => (
    <Field
      label={text.fields[name]}
      value={draft.numbers[name]}
      inputMode="decimal"
      onInput={(value) => setDraft({ ...draft, numbers: { ...draft.numbers, [name]: value } })}
    />
  );
  const flag = (name: Flag) => (
    <Check
      label={text.fields[name]}
      checked={draft.flags[name]}
      onChange={(checked) => setDraft({ ...draft, flags: { ...draft.flags, [name]: checked } })}
    />
  );
  return (
    <Form
      class="sections"
      onSubmit={() => {
        if (update === undefined || isNothing) return;
        change.run(async () => {
          await client.storeConfig.update(update);
        }, words.saved);
      }}
    >
      <Card title={text.postponement}>
        {flag('postponementEnabled')}
        <div class="columns">
          {number('invoicePostponementLimit')}
          {number('maxPostponementDays')}
        </div>
      </Card>
      <Card title={text.credit}>
        {flag('toleranceEnabled')}
        {flag('myCreditsEnabled')}
        {flag('automaticCheckingAccountCreationEnabled')}
        <div class="columns">
          {number('defaultCreditValue')}
          {number('maxPreAuthorizationGrowthRate')}
        </div>
      </Card>
      <Card title={text.rates}>
        <div class="columns">
          {number('dailyInterestRate')}
          {number('taxRate')}
        </div>
      </Card>
      <Card title={text.notifications}>
        <div class="columns">
          <Triggers
            title={text.daysPrior}
            triggers={draft.daysPrior}
            onChange={(daysPrior) => setDraft({ ...draft, daysPrior })}
          />
          <Triggers
            title={text.daysAfter}
            triggers={draft.daysAfter}
            onChange={(daysAfter) => setDraft({ ...draft, daysAfter })}
          />
        </div>
      </Card>
      <FailureNote of={change} />
      <div class="row end save-bar">
        {isNothing ? <span class="muted">{text.unchanged}</span> : null}
        <Button type="submit" kind="primary" disabled={change.busy || update === undefined || isNothing}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}

function Triggers({
  title,
  triggers,
  onChange,
}: {
  readonly title: string;
  readonly triggers: readonly NotificationTrigger[];
  readonly onChange: (triggers: readonly NotificationTrigger[]) => void;
}) {
  const { words } = useSession();
  const text = words.store;
  const put = (at: number, change: Partial<NotificationTrigger>): void =>
    onChange(triggers.map((trigger, index) => (index === at ? { ...trigger, ...change } : trigger)));
  return (
    <fieldset>
      <legend>{title}</legend>
      {triggers.map((trigger, at) => (
        <div class="trigger" key={at}>
          <Field
            label={text.days}
            type="number"
            min={0}
            value={String(trigger.days)}
            onInput={(value) => put(at, { days: Number(value) })}
          />
          <Field
            label={text.timeOfDay}
            type="time"
            step={1}
            value={trigger.timeOfDay}
            onInput={(value) => put(at, { timeOfDay: value.length === 5 ? `${value}:00` : value })}
          />
          <Button
            icon="close"
            kind="bare"
            aria-label={text.remove}
            onClick={() => onChange(triggers.filter((_, index) => index !== at))}
          ></Button>
        </div>
      ))}
      {triggers.length < mostTriggers ? (
        <Button
          icon="plus"
          kind="small"
          onClick={() => onChange([...triggers, { days: 1, timeOfDay: '12:00:00' }])}
        >
          {text.add}
        </Button>
      ) : null}
    </fieldset>
  );
}

function DueNotifications() {
  const { control, now, words, locale } = useSession();
  const text = words.store;
  const list = useLoad(async () => control?.notifications(), [Math.floor(now / 60_000)]);
  if (control === undefined) return null;
  const due = list.value ?? [];
  const shown = due.slice(-shownNotifications).toReversed();
  return (
    <Card title={text.due} class="list">
      <FailureNote of={list} />
      {shown.length === 0 ? (
        <p class="empty">{list.loading ? words.loading : text.dueNone}</p>
      ) : (
        <Table
          label={text.due}
          rows={shown}
          keyOf={(each) => JSON.stringify(each)}
          columns={[
            [text.dueAt, 'number nowrap', ({ dueAt }) => moment(dueAt, locale)],
            [
              text.kind,
              'number nowrap',
              ({ kind, days }) => (kind === 'daysPrior' ? text.prior(days) : text.after(days)),
            ],
            [
              words.invoices.invoice,
              '',
              ({ creditAccountId, invoiceId }) => (
                <Link to={invoiceRoute({ creditAccountId, id: invoiceId })}>
                  <Data clip>{invoiceId}</Data>
                </Link>
              ),
            ],
            [words.invoices.account, 'wide', ({ creditAccountId }) => <Data clip>{creditAccountId}</Data>],
          ]}
        />
      )}
      {due.length > shown.length ? (
        <p class="muted foot-note">{text.shown(whole(shown.length, locale), whole(due.length, locale))}</p>
      ) : null}
    </Card>
  );
}
