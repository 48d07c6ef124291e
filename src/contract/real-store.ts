import type { CustomerCredit } from '../client/base-client.ts';
import { ConfigurationError, isApiError } from '../errors/index.ts';
import { IssueCollector } from '../errors/issue-collector.ts';
import type { ContractAdapter } from './adapter.ts';
import { ContractFailure } from './assert.ts';
import { guarded } from './guarded.ts';

/** What has to be said before a real store is touched. */
export const realStoreConsent = 'I know that this changes data';

export interface RealStoreOptions {
  /** Of the store, with the permission to read, open, change and close accounts, and to take and settle credit. */
  readonly client: CustomerCredit;
  /** The explicit switch: nothing is done without these very words. */
  readonly realStore: typeof realStoreConsent;
  /**
   * Tells this run from others: 1 to 40 lower-case letters, digits and hyphens, such as the number of a CI run. A run
   * needs a name that no run before it had.
   */
  readonly run: string;
  /**
   * What the documents of the suite's accounts begin with, by which they can be recognised in the Admin: 4 to 30
   * letters, digits and hyphens. `contract-suite` unless given.
   */
  readonly documentPrefix?: string | undefined;
}

const standardPrefix = 'contract-suite';
const documentType = 'Other';

/** As a caller without types may have left them. */
type Given = { readonly [Key in keyof RealStoreOptions]?: unknown };

function checked(options: Given, needsRun: boolean): { readonly prefix: string; readonly run: string } {
  const { client, realStore, run, documentPrefix: prefix = standardPrefix } = options ?? {};
  const issues = new IssueCollector();
  issues.expect(typeof client === 'object' && client !== null, 'client', 'a client');
  issues.expect(realStore === realStoreConsent, 'realStore', `the words '${realStoreConsent}'`);
  const runFits = typeof run === 'string' && /^[a-z0-9-]{1,40}$/.test(run);
  if (needsRun) issues.expect(runFits, 'run', '1 to 40 lower-case letters, digits and hyphens');
  const prefixFits = typeof prefix === 'string' && /^[A-Za-z0-9-]{4,30}$/.test(prefix);
  issues.expect(prefixFits, 'documentPrefix', '4 to 30 letters, digits and hyphens');
  issues.throwIfAny((all) => new ConfigurationError(all));
  return { prefix: prefixFits ? prefix : standardPrefix, run: runFits ? run : '' };
}

/** Closes accounts that are the suite's own. Throws `ContractFailure` naming those that are still there. */
async function closeAll(client: CustomerCredit, ids: Iterable<string>): Promise<readonly string[]> {
  const closed: string[] = [];
  const left: string[] = [];
  for (const id of ids) {
    try {
      await client.accounts.close(id);
      closed.push(id);
    } catch (error) {
      // It was closed before, or never came to be.
      if (!(isApiError(error) && error.code === 'not_found')) left.push(id);
    }
  }
  if (left.length > 0) throw new ContractFailure(`these accounts could not be closed: ${left.join(', ')}`);
  return closed;
}

/**
 * An adapter to a real store. Every case opens accounts of its own, whose documents begin with the prefix and the run, and
 * closes them when it is over, also when it failed; any change to another account, or to the store's configuration,
 * throws before it is sent. Closing deletes their invoices, statements and holders (documented).
 *
 * It can do nothing of what a reference can: the cases that need a clock, a seed or callers are left out, and those of
 * the client's own checks, which never reach a store. Of a refusal only that it is one is compared.
 *
 * @throws ConfigurationError naming every option that cannot be used, the missing consent among them.
 */
export function realStoreAdapter(options: RealStoreOptions): ContractAdapter {
  const { prefix, run } = checked(options, true);
  const { client } = options;
  let customers = 0;
  return {
    name: 'of a real store',
    capabilities: [],
    open: () => {
      const own = new Set<string>();
      const begin = `${prefix}-${run}-`;
      return {
        client: guarded(client, {
          mayChange: (id) => {
            if (!id.startsWith(begin)) return false;
            // Also what is only changed: a store may be set to open accounts by themselves.
            own.add(id);
            return true;
          },
        }),
        customer: () => {
          customers += 1;
          const document = `${begin}${customers}`;
          return { document, documentType, email: `${document}@example.com`.toLowerCase() };
        },
        close: async () => {
          await closeAll(client, own);
        },
      };
    },
  };
}

/**
 * Closes what a run that was killed left behind: every open account of type `Other` whose document begins with the
 * prefix. Not while another run is on: it would lose its accounts. Answers with the ids of those it closed.
 *
 * @throws ConfigurationError as `realStoreAdapter` does, but `run` is not needed.
 * @throws ContractFailure naming the accounts that could not be closed.
 */
export async function closeLeftovers(options: Omit<RealStoreOptions, 'run'>): Promise<readonly string[]> {
  const { prefix } = checked(options, false);
  const { client } = options;
  const accounts = await client.accounts.list({ status: 'Open' }).toArray();
  const own = accounts.filter(
    (account) => account.documentType === documentType && account.document?.startsWith(`${prefix}-`),
  );
  return closeAll(
    client,
    own.map(({ id }) => id),
  );
}
