import type { Warning } from '../api/warning.ts';
import { ignoreFailure } from './http/hooks.ts';

type Tell = (warning: Warning) => void;

/** Writes each kind of warning to the console once: what nobody asked to be told of must not flood a log. */
function consoleWarnings(): Tell {
  const told = new Set<string>();
  return ({ code, operation, message }) => {
    if (told.has(code)) return;
    told.add(code);
    const text = `vtex-customer-credit: ${operation}: ${message}. Told once; pass onWarning to hear of each.`;
    // biome-ignore lint/suspicious/noConsole: the one default for those who passed no onWarning.
    console.warn(text);
  };
}

/** Nothing is stopped by a warning, nor by who is told of it. */
export function toldTo(onWarning: Tell = consoleWarnings()): Tell {
  return (warning) => ignoreFailure(() => onWarning(warning));
}
