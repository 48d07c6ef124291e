import type { Invoice } from '../../api/invoices/types.ts';
import { type CustomerCreditError, isCustomerCreditError, type Outcome } from '../../errors/index.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { ChangeOptions, Session } from '../session.ts';
import { isAgreed } from '../terminal/ask.ts';
import { oneLine } from '../terminal/text.ts';
import { findInvoice, type InvoiceChoice, nameOf, refOf } from './find.ts';
import { summaryText } from './show.ts';

/** One change of one invoice. */
export interface Change {
  readonly action: 'pay' | 'postpone' | 'cancel' | 'link';
  /** As it continues "Would " and begins a question: `mark u8KFsGDk-1 as paid`. */
  readonly words: (name: string) => string;
  /** What is so already, if it is. */
  readonly already: (invoice: Invoice, name: string) => string | undefined;
  /** Why it is refused for sure, as far as the invoice tells. */
  readonly obstacle: (invoice: Invoice, name: string) => string | undefined;
  /** Throws the client's error for what cannot be sent at all. */
  readonly check?: () => void;
  /** Resolves with the changed invoice where the API answers with it. */
  readonly carryOut: (session: Session, invoice: Invoice) => Promise<Invoice | undefined>;
}

/** How it ended: with an error, as that says. */
type Ending = Outcome | 'already' | 'would' | 'declined';

async function tell(
  { output }: Session,
  { action }: Change,
  invoice: Invoice,
  outcome: Ending,
  text: string,
  error?: CustomerCreditError,
): Promise<void> {
  if (output.json)
    await output.record({
      action,
      ...refOf(invoice),
      outcome,
      ...(error === undefined ? { invoice } : { error: error.toJSON() }),
    });
  else if (error === undefined) await output.line(text);
  if (error !== undefined) output.note(text);
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What the invoice is now; the change is done even when it cannot be read. */
async function present({ client, signal }: Session, invoice: Invoice): Promise<Invoice> {
  return client.invoices.get(invoice, { signal }).catch(() => invoice);
}

/** Reads the invoice, asks, changes it, and says what became of it. */
export async function changeInvoice(
  session: Session,
  change: Change,
  choice: InvoiceChoice,
  { yes, dryRun }: ChangeOptions,
): Promise<ExitCode> {
  const { output, signal } = session;
  change.check?.();
  const invoice = await findInvoice(session, choice);
  const words = change.words(nameOf(invoice));
  const already = change.already(invoice, nameOf(invoice));
  if (already !== undefined) {
    await tell(session, change, invoice, 'already', `Nothing to do: ${already}.`);
    return exitCodes.done;
  }
  const obstacle = dryRun ? change.obstacle(invoice, nameOf(invoice)) : undefined;
  if (obstacle !== undefined) {
    const text = `Would be refused: ${obstacle}.`;
    if (output.json)
      await output.record({ action: change.action, ...refOf(invoice), outcome: 'refused', invoice });
    output.note(text);
    return exitCodes.failed;
  }
  if (dryRun) {
    await tell(session, change, invoice, 'would', `Would ${words}. Nothing was changed.`);
    return exitCodes.done;
  }
  if (!yes) {
    output.note(summaryText(invoice, session, true));
    if (!(await isAgreed(`${capital(words)}?`, signal))) {
      await tell(session, change, invoice, 'declined', 'Nothing was changed.');
      return exitCodes.stopped;
    }
  }
  try {
    const answered = await change.carryOut(session, invoice);
    const now = answered ?? (await present(session, invoice));
    await tell(session, change, now, 'done', `Done: ${words}.`);
    return exitCodes.done;
  } catch (error) {
    if (!isCustomerCreditError(error) || error.code === 'invalid_input') throw error;
    await tell(session, change, invoice, error.outcome, oneLine(error.message), error);
    return error.outcome === 'done' ? exitCodes.done : exitCodes.failed;
  }
}
