import type { PathOnly, WithBody } from '../codec.ts';
import type { Operation } from '../operation.ts';
import {
  done,
  impossible,
  isSame,
  notDone,
  type Recovery,
  shows,
  undecided,
  unlessChanged,
  type Wish,
} from '../recovery.ts';
import type { DeletedHolder, Holder, HolderAddition } from './holder-types.ts';
import { accountIdOf } from './id.ts';
import type { BalanceDecrease, DecreasedBalance } from './statement-types.ts';
import type { Account, AccountClosing, AccountOpening, AccountUpdate, ClosedAccount } from './types.ts';

type AccountPath = PathOnly<'creditAccountId'>;
type Get = Operation<AccountPath, Account>;

/** The account that was asked for, and no other. */
export const isAccount = ({ path }: AccountPath, answer: unknown): boolean =>
  shows<Account>(answer, { id: path.creditAccountId });

const wishOf = ({ email, creditLimit, tolerance = 0 }: AccountOpening): Wish<Account> => ({
  status: 'Open',
  email,
  creditLimit,
  tolerance,
});

/**
 * Done: an open account of that id that is all that was asked for. Not done: none of that id is open; opening again
 * cannot open two. Impossible: another one of the same id is open, and as it was opened. One that was changed since may
 * have been opened by this request.
 * @proves-done the account is open with the e-mail, limit and tolerance that were asked for
 * @proves-not-done no account of that id is open; another one of that id, opened before the call and unchanged since, makes it impossible
 * @undecided the account cannot be read, was changed since the call, or is another one by now
 */
export const opened = /* @__NO_SIDE_EFFECTS__ */ (
  get: Get,
): Recovery<PathOnly<never> & WithBody<AccountOpening>, Account> => ({
  advice: 'Read the account {document}_{documentType}.',
  repeatable: true,
  confirms: ({ body }, answer) =>
    shows<Account>(answer, { status: 'Open', email: body.email, creditLimit: body.creditLimit }) &&
    (shows<Account>(answer, { id: accountIdOf(body.document, body.documentType) }) ||
      shows<Account>(answer, { document: body.document, documentType: body.documentType })),
  async recover({ body }, { find, began }) {
    const creditAccountId = accountIdOf(body.document, body.documentType);
    const account = await find(get, { path: { creditAccountId } });
    if (account === undefined) return notDone;
    if (account.status !== 'Open') return unlessChanged(notDone, account, began);
    if (shows<Account>(account, wishOf(body))) return done(account);
    return account.createdAt === account.updatedAt ? unlessChanged(impossible, account, began) : undecided;
  },
});

/** Fields that the API wipes where an update leaves them out (documented). */
const wiped = ['document', 'documentType'] as const;

/**
 * Done: the account shows every field that was sent, and has none that was left out to be wiped. One that still has such
 * a field proves nothing: it may be as it was, or be one that the API did not wipe.
 * @proves-done the account shows every field that was sent, and no document where none was sent
 * @proves-not-done a field differs, and `updatedAt` is from before the call
 * @undecided the account was changed since, only still has the document that was left out, cannot be read, or there is none
 */
export const updated = /* @__NO_SIDE_EFFECTS__ */ (
  get: Get,
): Recovery<AccountPath & WithBody<AccountUpdate>, Account> => ({
  advice: 'Read the account and compare.',
  confirms: (input, answer) => isAccount(input, answer) && shows<Account>(answer, input.body),
  async recover({ path, body }, { find, began }) {
    const account = await find(get, { path });
    if (account === undefined) return undecided;
    if (!shows<Account>(account, body)) return unlessChanged(notDone, account, began);
    const stays = wiped.some((name) => body[name] === undefined && !isSame(account[name], ''));
    return stays ? undecided : done(account);
  },
});

type ValueChange = AccountPath & WithBody<{ readonly value: number }>;

/**
 * Done: the account has the value that was sent.
 * @proves-done the account's limit, or tolerance, is the value that was sent
 * @proves-not-done it is another, and `updatedAt` is from before the call
 * @undecided the account was changed since, cannot be read, or there is none
 */
export const hasValue = /* @__NO_SIDE_EFFECTS__ */ (
  get: Get,
  field: Extract<keyof Account, 'creditLimit' | 'tolerance'>,
): Recovery<ValueChange, Account> => ({
  advice: 'Read the account and compare.',
  confirms: (input, answer) =>
    isAccount(input, answer) && shows<Account>(answer, { [field]: input.body.value }),
  async recover({ path, body }, { find, began }) {
    const account = await find(get, { path });
    if (account === undefined) return undecided;
    return account[field] === body.value ? done(account) : unlessChanged(notDone, account, began);
  },
});

/**
 * A closed account is gone (documented): that there is none is all that can still be known of it.
 * @proves-done the API says that there is no such account, or that it is closed
 * @proves-not-done the account is open, and `updatedAt` is from before the call
 * @undecided the account was changed since, or cannot be read
 */
export const closed = /* @__NO_SIDE_EFFECTS__ */ (
  get: Get,
): Recovery<AccountPath & WithBody<AccountClosing | undefined>, ClosedAccount> => ({
  advice: 'Read the account: if there is none, it is closed.',
  confirms: (input, answer) => isAccount(input, answer) && shows<Account>(answer, { status: 'Closed' }),
  async recover({ path }, { find, began }) {
    const account = await find(get, { path });
    if (account === undefined || account.status === 'Closed')
      return done({ ...account, id: path.creditAccountId, status: 'Closed' });
    return unlessChanged(notDone, account, began);
  },
});

type DebitInput = PathOnly<'creditAccountId' | 'statementId'> & WithBody<BalanceDecrease>;

/**
 * The statements do not name the ids of debits: nothing that can be read tells one from another.
 * @proves-done nothing that can be read
 * @proves-not-done nothing that can be read
 * @undecided always: the statements do not name the ids of debits
 */
export const balanceDecreased: Recovery<DebitInput, DecreasedBalance> = {
  advice: 'Read the statements of the account, and compare its balance with what it was before.',
  confirms: ({ body }, answer) => shows<DecreasedBalance>(answer, { value: Number(body.value) }),
};

/**
 * The API lists no holders, and nobody published what adding one twice does.
 * @proves-done nothing that can be read
 * @proves-not-done nothing that can be read
 * @undecided always: no operation lists holders
 */
export const holderAdded: Recovery<AccountPath & WithBody<HolderAddition>, Holder> = {
  advice: 'Look at the account in the VTEX Admin: no operation lists holders.',
  confirms: ({ body }, answer) => shows<Holder>(answer, { claims: { email: body.claims.email } }),
};

type HolderPath = PathOnly<'creditAccountId' | 'holderId'>;

/**
 * No operation lists holders: only that the account is there can be read. A holder that is not found then is gone.
 * @proves-done the API refuses a repetition with 404 while the account is there
 * @proves-not-done the API refuses a repetition with 404, and there is no such account
 * @undecided everything else: no operation lists holders
 */
export const holderGone = /* @__NO_SIDE_EFFECTS__ */ (get: Get): Recovery<HolderPath, DeletedHolder> => ({
  advice: 'Look at the account in the VTEX Admin: no operation lists holders.',
  confirms: ({ path }, answer) => isSame(Reflect.get(Object(answer), 'id'), path.holderId),
  async recover({ path: { creditAccountId, holderId } }, { find, refusedWith }) {
    if (refusedWith !== 404) return undecided;
    const account = await find(get, { path: { creditAccountId } });
    return account === undefined ? notDone : done({ id: holderId });
  },
});
