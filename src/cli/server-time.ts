import { endingAfter, machineNow } from './clock.ts';
import { emulatorUrl } from './store.ts';

/** A server that does not answer in this time does not tell its own. */
const patience = 3000;
/** A `Date` header tells whole seconds. */
const precision = 2000;

/**
 * The clock of an emulator, as the `Date` of its answers tells it: what is overdue there is overdue here. The machine's
 * where it tells none; whatever is wrong with the emulator shows by the first call.
 */
export async function clockOf(emulator: string | true, signal: AbortSignal): Promise<() => number> {
  const url = emulator === true ? emulatorUrl : emulator;
  const asked = machineNow();
  try {
    const ending = AbortSignal.any([signal, endingAfter(patience)]);
    const response = await fetch(new URL('/', url), { redirect: 'manual', signal: ending });
    await response.body?.cancel();
    const told = Date.parse(response.headers.get('date') ?? '');
    const ahead = told - asked;
    if (Number.isNaN(told) || Math.abs(ahead) < precision) return machineNow;
    return () => machineNow() + ahead;
  } catch {
    return machineNow;
  }
}
