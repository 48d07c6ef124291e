import type { PathOnly, WithBody } from '../codec.ts';
import type { Operation, Recovery } from '../operation.ts';
import { done, never, notDone, shows, unknown } from '../recovery.ts';
import type { PreAuthorization, PreAuthorizationInput } from '../transactions/types.ts';
import { accountIdOf } from './id.ts';
import type {
  Account,
  AccountClosing,
  AccountOpening,
  AccountUpdate,
  ClosedAccount,
  DeletedHolder,
} from './types.ts';

type AccountPath = PathOnly<'creditAccountId'>;
type Get = Operation<AccountPath, Account>;

/**
 * An open account that is all that was asked for: done. None: not done, and opening again cannot open two. Another one
 * of the same id: this one can no longer be opened.
 */
export const opened = (get: Get): Recovery<PathOnly<never> & WithBody<AccountOpening>, Account> => ({
  advice: 'Read the account {document}_{documentType}.',
  repeatable: true,
  async settle({ body }, { find }) {
    const { document, documentType, email, creditLimit, tolerance = 0 } = body;
    const account = await find(get, { path: { creditAccountId: accountIdOf(document, documentType) } });
    const wish = { status: 'Open', email, creditLimit, tolerance };
    if (account?.status !== 'Open') return notDone;
    return shows(account, wish) ? done(account) : never;
  },
});

export const updated = (get: Get): Recovery<AccountPath & WithBody<AccountUpdate>, Account> => ({
  advice: 'Read the account and compare.',
  async settle({ path, body }, { find }) {
    const account = await find(get, { path });
    return account !== undefined && shows(account, body) ? done(account) : notDone;
  },
});

type ValueChange = AccountPath & WithBody<{ readonly value: number }>;

/** The account has the value that was asked for. */
export const hasValue = (get: Get, field: 'creditLimit' | 'tolerance'): Recovery<ValueChange, Account> => ({
  advice: 'Read the account and compare.',
  async settle({ path, body }, { find }) {
    const account = await find(get, { path });
    return account?.[field] === body.value ? done(account) : notDone;
  },
});

/** A closed account is gone (documented): that there is none is all that can still be known of it. */
export const closed = (
  get: Get,
): Recovery<AccountPath & WithBody<AccountClosing | undefined>, ClosedAccount> => ({
  advice: 'Read the account: if there is none, it is closed.',
  async settle({ path }, { find }) {
    const account = await find(get, { path });
    if (account === undefined || account.status === 'Closed')
      return done({ ...account, id: path.creditAccountId, status: 'Closed' });
    return notDone;
  },
});

type HolderPath = PathOnly<'creditAccountId' | 'holderId'>;

/** No operation lists holders: only that the account is there can be read. A holder that is not found then is gone. */
export const holderGone = (get: Get): Recovery<HolderPath, DeletedHolder> => ({
  advice: 'Look at the account in the VTEX Admin.',
  async settle({ path: { creditAccountId, holderId } }, { find, refusedWith }) {
    if (refusedWith !== 404) return unknown;
    const account = await find(get, { path: { creditAccountId } });
    return account === undefined ? notDone : done({ id: holderId });
  },
});

/** No operation lists holds. When all the holds of the account together are less than this one, it is not there. */
export const held = (
  get: Get,
): Recovery<AccountPath & WithBody<PreAuthorizationInput>, PreAuthorization> => ({
  advice:
    'Compare preAuthorizedCredit of the account with what it was before. A hold made by updatePreAuthorization, under an id of your choice, can be repeated safely.',
  async settle({ path, body }, { find }) {
    const account = await find(get, { path });
    if (account === undefined) return unknown;
    // Half a cent less, since sums that were added up elsewhere need not be exact.
    return account.preAuthorizedCredit < Number(body.value) - 0.005 ? notDone : unknown;
  },
});
