import { Command, Option } from 'commander';
import {
  type BehaviourFinding,
  closeLeftovers,
  realStoreAdapter,
  realStoreConsent,
  verifyStore,
} from '../../contract/index.ts';
import { machineNow } from '../clock.ts';
import { exitCodes } from '../exit.ts';
import { beginFile } from '../files/files.ts';
import { storeOptions, withOptions } from '../options.ts';
import { inSession, type SessionOptions } from '../session.ts';
import { showProgress } from '../terminal/progress.ts';
import { counted, oneLine } from '../terminal/text.ts';
import { showItems, type View } from '../terminal/view.ts';
import { UsageError } from '../usage.ts';

interface VerifyOptions extends SessionOptions {
  readonly store: string;
  readonly yes?: boolean | undefined;
  readonly report?: string | undefined;
  readonly run?: string | undefined;
  readonly all?: boolean | undefined;
  readonly cleanUp?: boolean | undefined;
}

const findingView: View<BehaviourFinding> = {
  json: (finding) => finding,
  columns: [
    { head: 'behaviour', cell: ({ id }) => id },
    { head: 'mark', cell: ({ mark }) => mark },
    {
      head: 'finding',
      cell: ({ finding }) => finding,
      colour: ({ finding }) => (finding === 'differs' ? 'red' : finding === 'held' ? 'green' : 'gray'),
    },
  ],
};

function checkConsent({ store, emulator, yes }: VerifyOptions): void {
  if (emulator === undefined && store !== process.env['VTEX_ACCOUNT']?.trim())
    throw new UsageError(
      '--store: expected the same store as in VTEX_ACCOUNT, so that no other one is meant.',
    );
  if (!yes)
    throw new UsageError(
      'Nothing was done: this opens accounts in the store, changes and closes them. Add --yes if that is meant.',
    );
}

/** A name that no run before had. */
const freshRun = (): string => `cli-${machineNow().toString(36)}`;

/** `verify`: whether a store does what is known of Customer Credit. */
export function verifyCommand(): Command {
  return withOptions(
    new Command('verify').description(
      'Tries on a store what is known of Customer Credit, on accounts that it opens and closes itself.',
    ),
    new Option('--store <name>', 'the store that is meant, once more').makeOptionMandatory(),
    new Option('--yes', 'needed: accounts are opened, changed and closed'),
    new Option('--report <file>', 'what was found, as JSON, without ids, names, amounts and credentials'),
    new Option('--run <name>', 'tells the accounts of this run from others (default: by the time)'),
    new Option('--all', 'shows every behaviour, also those that held or were not exercised'),
    new Option('--clean-up', 'only closes what runs that were killed left behind'),
    ...storeOptions(),
  ).action((options: VerifyOptions) => {
    checkConsent(options);
    const { report: file, run = freshRun(), all = false, cleanUp = false, emulator } = options;
    return inSession(
      options,
      async (session) => {
        const { client, output, clock, signal } = session;
        const consent = { client, realStore: realStoreConsent } as const;
        if (cleanUp) {
          const closed = await closeLeftovers(consent);
          if (output.json) await output.record({ closed: closed.length });
          else await output.line(`${counted(closed.length, 'accounts')} closed.`);
          return exitCodes.done;
        }
        // Where none can be written is known before anything is changed.
        const written = file === undefined ? undefined : await beginFile(file);
        try {
          const view = showProgress('cases', clock);
          const reasons: string[] = [];
          let processed = 0;
          const report = await verifyStore(realStoreAdapter({ ...consent, run }), {
            of: emulator === undefined ? 'store' : 'emulator',
            now: clock(),
            signal,
            onCase: ({ title, ended, reason }, total) => {
              processed += 1;
              view.show({ processed, total });
              if (ended !== 'passed') reasons.push(`${ended}: ${title}: ${reason ?? ''}`);
            },
          });
          view.end();
          await written?.write(`${JSON.stringify(report, null, 2)}\n`);
          await written?.keep();
          const count = (wanted: BehaviourFinding['finding']): number =>
            report.behaviours.filter(({ finding }) => finding === wanted).length;
          for (const reason of reasons) output.note(oneLine(reason));
          for (const { operation, status, vtexCode } of report.failing)
            output.note(
              `${operation} fails: ${status ?? ''}${vtexCode === undefined ? '' : `, code ${vtexCode}`}.`,
            );
          await showItems(
            session,
            findingView,
            report.behaviours.filter(({ finding }) => all || finding === 'differs'),
          );
          output.note(
            `${count('held')} behaviours held, ${count('differs')} differ, ${count('not exercised')} were not exercised.`,
          );
          if (report.listsRepeatRows) output.note('A list gave the same row twice.');
          if (report.leftOpen > 0)
            output.note(
              `${counted(report.leftOpen, 'cases')} left accounts open: --clean-up closes what it can.`,
            );
          signal.throwIfAborted();
          const fine = count('differs') === 0 && report.failing.length === 0 && report.leftOpen === 0;
          return fine ? exitCodes.done : exitCodes.failed;
        } finally {
          await written?.drop();
        }
      },
      // What was opened is closed again, whoever reads what is said.
      { goesOn: true },
    );
  });
}
