import type { ComponentChildren } from 'preact';
import { type Invoice, isKnownInvoiceStatus, isOverdue } from 'vtex-customer-credit';
import { failureOf } from '../failure.ts';
import { Icon } from '../icons.tsx';
import type { Loaded as Reading } from '../load.ts';
import { useSession } from '../session.ts';
import type { Words } from '../words/index.ts';
import { Button } from './controls.tsx';

export type ShownStatus = keyof Words['statuses'];

/** The status as the documents show it; one that is not known stays as it is. */
function shownStatus(invoice: Pick<Invoice, 'status' | 'dueDate'>, now: number): ShownStatus | undefined {
  if (isOverdue(invoice, now)) return 'Overdue';
  return isKnownInvoiceStatus(invoice.status) ? invoice.status : undefined;
}

export function StatusBadge({ invoice }: { readonly invoice: Pick<Invoice, 'status' | 'dueDate'> }) {
  const { now, words } = useSession();
  const status = shownStatus(invoice, now);
  return (
    <span class={`badge badge-${status ?? 'other'}`}>
      {status === undefined ? invoice.status : words.statuses[status]}
    </span>
  );
}

/** Text of the data: its direction is its own, and it cannot reach beyond its place. */
export function Data({
  children,
  clip = false,
}: {
  readonly children: string | null | undefined;
  readonly clip?: boolean;
}) {
  return (
    <bdi class={clip ? 'data clip' : 'data'} title={clip ? (children ?? undefined) : undefined}>
      {children || '–'}
    </bdi>
  );
}

/** A link within the page. */
export function Link({
  to,
  class: name,
  children,
  current,
  label,
}: {
  readonly to: string;
  readonly class?: string;
  readonly children: ComponentChildren;
  readonly current?: boolean;
  readonly label?: string;
}) {
  const { href, go } = useSession();
  return (
    <a
      href={href(to)}
      class={name}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}

/** A failed call, if it failed: what is known of its effect, in the reader's language, and the API's own words. */
export function FailureNote({
  of: { error, reload },
  reading = reload !== undefined,
}: {
  /** What may have failed: a change, or a reading, which can be tried again. */
  readonly of: { readonly error: unknown; readonly reload?: () => void };
  readonly reading?: boolean;
}) {
  const { words } = useSession();
  if (error === undefined) return null;
  const { outcome, title, detail, status } = failureOf(error, words, reading);
  const isOpen = outcome === 'unknown' && !reading;
  return (
    <div class={`note ${isOpen ? 'note-warn' : 'note-bad'}`} role="alert">
      <Icon name="alert" />
      <div>
        <p class="note-title">{title}</p>
        <p>
          {status === undefined ? null : (
            <span class="muted">
              {words.failed.said} ({words.failed.status} {status}):{' '}
            </span>
          )}
          <Data>{detail}</Data>
        </p>
        {isOpen ? <p>{words.failed.unknownHint}</p> : null}
        {reload === undefined ? null : (
          <Button kind="small" onClick={reload}>
            {words.reload}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What was read; until then that it is read, or that it could not be. */
export function Loaded<Value>({
  of,
  children,
}: {
  readonly of: Reading<Value>;
  readonly children: (value: Value) => ComponentChildren;
}) {
  return (
    <>
      <FailureNote of={of} />
      {of.value !== undefined ? children(of.value) : of.loading ? <Loading /> : null}
    </>
  );
}

export function Loading() {
  const { words } = useSession();
  return (
    <p class="loading" role="status">
      {words.loading}
    </p>
  );
}

/** How far something long has come, and a way to stop it. */
export function ProgressNote({
  text,
  done,
  total,
  onStop,
}: {
  readonly text: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly onStop: () => void;
}) {
  const { words } = useSession();
  return (
    <div class="progress-note">
      <progress
        aria-label={text}
        {...(total === undefined ? {} : { value: Math.min(done, total), max: Math.max(total, 1) })}
      />
      <span class="muted number">{text}</span>
      <Button kind="small" onClick={onStop}>
        {words.stop}
      </Button>
    </div>
  );
}

export function Card({
  title,
  hint,
  actions,
  children,
  class: name = '',
}: {
  readonly title?: string;
  readonly hint?: string | undefined;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly class?: string;
}) {
  return (
    <section class={`card ${name}`}>
      {title === undefined ? null : (
        <header class="card-head">
          <div>
            <h2>{title}</h2>
            {hint === undefined ? null : <p class="muted">{hint}</p>}
          </div>
          {actions === undefined ? null : <div class="row">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

export function Page({
  title,
  hint,
  actions,
  back,
  children,
}: {
  readonly title: string;
  readonly hint?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly back?: { readonly to: string; readonly text: string };
  readonly children: ComponentChildren;
}) {
  return (
    <>
      {back === undefined ? null : (
        <Link to={back.to} class="back">
          <Icon name="left" />
          {back.text}
        </Link>
      )}
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {hint === undefined ? null : <p class="muted">{hint}</p>}
        </div>
        {actions === undefined ? null : <div class="row">{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** One line of a list of facts. */
export function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
