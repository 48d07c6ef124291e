import { isDeepStrictEqual } from 'node:util';
import type { StoreConfig, StoreConfigUpdate } from '../index.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import type { ChangeOptions, Session } from './session.ts';
import { readSettings, settingsOf } from './settings.ts';
import { isAgreed } from './terminal/ask.ts';
import { tabbed, tableText } from './terminal/table.ts';
import { oneLine } from './terminal/text.ts';

/** `config get`. */
export async function getConfig({ client, output, signal }: Session): Promise<ExitCode> {
  const config = await client.storeConfig.get({ signal });
  if (output.json) await output.record(config);
  else await output.line(settingsText(settingsOf(config), output.terminal));
  return exitCodes.done;
}

function settingsText(rows: ReadonlyArray<readonly string[]>, terminal: boolean): string {
  if (!terminal) return rows.map(tabbed).join('\n');
  const cells = rows.map((row) => row.map(oneLine));
  return tableText(
    (cells[0] ?? []).map((_, at) => (at === 0 ? { head: '' } : { head: '', align: 'right' })),
    cells,
  );
}

interface Difference {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** What an update changes. */
function differences(present: StoreConfig, update: StoreConfigUpdate): Difference[] {
  const { notificationsSettings: settings, ...rest } = update;
  const wanted = new Map<string, unknown>(Object.entries(rest));
  const after = settingsOf({
    ...present,
    notificationsSettings: { ...present.notificationsSettings, ...settings },
  });
  return settingsOf(present).flatMap(([name, from], at) => {
    const to = wanted.has(name) ? String(wanted.get(name)) : (after[at]?.[1] ?? '');
    return isDeepStrictEqual(from, to) ? [] : [{ name, from, to }];
  });
}

/** `config set`: reads the configuration, puts the given settings into it and sends it whole. */
export async function setConfig(
  { client, output, signal }: Session,
  pairs: readonly string[],
  { yes, dryRun }: ChangeOptions,
): Promise<ExitCode> {
  const update = readSettings(pairs);
  const changes = differences(await client.storeConfig.get({ signal }), update);
  const tell = async (outcome: 'done' | 'unchanged' | 'would' | 'declined', text: string): Promise<void> => {
    if (output.json) await output.record({ action: 'config', outcome, changes });
    else await output.line(text);
  };
  if (changes.length === 0) {
    await tell('unchanged', 'Nothing to do: nothing would change.');
    return exitCodes.done;
  }
  const rows = changes.map(({ name, from, to }) => [name, from, '→', to]);
  if (dryRun) {
    await tell('would', `${settingsText(rows, output.terminal)}\nNothing was changed.`);
    return exitCodes.done;
  }
  if (!yes) {
    output.note(settingsText(rows, true));
    if (!(await isAgreed('Change this for all accounts of the store?', signal))) {
      await tell('declined', 'Nothing was changed.');
      return exitCodes.stopped;
    }
  }
  await client.storeConfig.merge(update, { signal });
  await tell('done', `Done:\n${settingsText(rows, output.terminal)}`);
  return exitCodes.done;
}
