import { Command } from 'commander';
import { connectControl } from '../../adapters/emulator/index.ts';
import type { Holder } from '../../index.ts';
import { exitCodes } from '../exit.ts';
import { changeOptions, storeOptions, withOptions } from '../options.ts';
import { type ChangeOptions, inSession, type SessionOptions } from '../session.ts';
import { emulatorUrl } from '../store.ts';
import { counted, oneLine } from '../terminal/text.ts';
import { showItems, type View } from '../terminal/view.ts';
import { UsageError } from '../usage.ts';
import { runChange } from './change.ts';

const holderView: View<Holder> = {
  json: (holder) => holder,
  columns: [
    { head: 'holder', cell: ({ id }) => id },
    { head: 'email', cell: ({ claims }) => claims.email },
    { head: 'date', cell: ({ createdAt }) => createdAt.slice(0, 10), whole: ({ createdAt }) => createdAt },
  ],
};

const listCommand = (): Command =>
  withOptions(
    new Command('list')
      .description('Lists the dependents of an account. Only an emulator can: the API has no such operation.')
      .argument('<account>', "the account's id"),
    ...storeOptions(),
  ).action((id: string, options: SessionOptions) =>
    inSession(options, async (session) => {
      const { emulator } = options;
      if (emulator === undefined)
        throw new UsageError(
          'The API cannot list dependents. Of an emulator they can be seen: add --emulator.',
        );
      const control = connectControl(emulator === true ? emulatorUrl : emulator);
      const holders = await control.holders(id);
      const count = await showItems(session, holderView, holders);
      session.output.note(count === 0 ? 'No dependents.' : `${counted(count, 'dependents')}.`);
      return exitCodes.done;
    }),
  );

const addCommand = (): Command =>
  withOptions(
    new Command('add')
      .description("Lets another person use an account's credit.")
      .argument('<account>', "the account's id")
      .argument('<email>', "the dependent's e-mail"),
    ...changeOptions(),
    ...storeOptions(),
  ).action((id: string, email: string, options: ChangeOptions) =>
    runChange(options, async ({ client, signal }) => {
      const account = await client.accounts.get(id, { signal });
      return {
        action: 'holders add',
        words: `let ${oneLine(email)} use the credit of ${account.id}`,
        ids: { creditAccountId: account.id },
        present: { account },
        shown: `${account.id}: ${oneLine(account.email)}`,
        obstacles: [],
        make: async () => ({
          holder: await client.accounts.holders.add(id, { claims: { email } }, { signal }),
        }),
      };
    }),
  );

const removeCommand = (): Command =>
  withOptions(
    new Command('remove')
      .description('Takes a dependent off an account.')
      .argument('<account>', "the account's id")
      .argument('<holder>', 'the id that adding answered'),
    ...changeOptions(),
    ...storeOptions(),
  ).action((creditAccountId: string, holderId: string, options: ChangeOptions) =>
    runChange(options, async ({ client, signal }) => ({
      action: 'holders remove',
      words: `take the dependent ${oneLine(holderId)} off ${oneLine(creditAccountId)}`,
      ids: { creditAccountId, holderId },
      present: {},
      shown: `${oneLine(creditAccountId)}: ${oneLine(holderId)}`,
      obstacles: [],
      make: async () => ({
        holder: await client.accounts.holders.delete({ creditAccountId, holderId }, { signal }),
      }),
    })),
  );

/** `holders …`: who else uses an account's credit. */
export function holdersCommand(): Command {
  return new Command('holders')
    .description("Lists, adds and removes the dependents who share an account's credit.")
    .addCommand(listCommand())
    .addCommand(addCommand())
    .addCommand(removeCommand());
}
