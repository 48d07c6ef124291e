import { Command } from 'commander';
import { getConfig, setConfig } from '../config.ts';
import { changeOptions, storeOptions, withOptions } from '../options.ts';
import { type ChangeOptions, inSession, type SessionOptions } from '../session.ts';
import { settingNames } from '../settings.ts';
import { needYes } from '../terminal/ask.ts';

const getCommand = (): Command =>
  withOptions(
    new Command('get').description('Shows the configuration of the store.'),
    ...storeOptions(),
  ).action((options: SessionOptions) => inSession(options, getConfig));

const setCommand = (): Command =>
  withOptions(
    new Command('set')
      .description('Changes settings for all accounts of the store; the others stay.')
      .argument('<name=value...>', `such as postponementEnabled=true; names: ${settingNames.join(', ')}`),
    ...changeOptions(),
    ...storeOptions(),
  ).action((pairs: string[], options: ChangeOptions) => {
    needYes(options);
    return inSession(options, (session) => setConfig(session, pairs, options), { goesOn: !options.dryRun });
  });

/** `config …`. */
export function configCommand(): Command {
  return new Command('config')
    .description('Shows and changes the configuration of a store.')
    .addCommand(getCommand())
    .addCommand(setCommand());
}
