/** What real stores have shown of the behaviours, merged from reports of `vtex-customer-credit verify`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = 'scripts/observations.json';

export interface Observation {
  readonly finding: 'held' | 'differs';
  /** The day of the latest observation. */
  readonly date: string;
}

export type Observations = Readonly<Record<string, Observation>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isObservation = (value: unknown): value is Observation =>
  isRecord(value) &&
  (value['finding'] === 'held' || value['finding'] === 'differs') &&
  typeof value['date'] === 'string';

function observationsOf(content: unknown): Observations {
  if (!isRecord(content)) throw new Error(`${file} is no object`);
  const wrong = Object.entries(content).find(([, value]) => !isObservation(value));
  if (wrong !== undefined) throw new Error(`${file}: ${wrong[0]} is no observation`);
  return Object.fromEntries(
    Object.entries(content).flatMap(([id, each]) => (isObservation(each) ? [[id, each]] : [])),
  );
}

export const readObservations = (): Observations =>
  existsSync(file) ? observationsOf(JSON.parse(readFileSync(file, 'utf8'))) : {};

/**
 * The observations with those of a report. What a report did not exercise stays as it was, and so does what is newer.
 * Throws for what is no report, for one of an emulator, and for a behaviour that there is not.
 */
export function merged(known: readonly string[], before: Observations, report: unknown): Observations {
  if (!isRecord(report) || report['format'] !== 'vtex-customer-credit verification 1')
    throw new Error('expected a report of vtex-customer-credit verify');
  const { of, date, behaviours } = report;
  if (of !== 'store') throw new Error('expected a report of a real store; this one is of an emulator');
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error('expected a date');
  if (!Array.isArray(behaviours)) throw new Error('expected behaviours');
  const after: Record<string, Observation> = { ...before };
  for (const each of behaviours) {
    const { id, finding } = isRecord(each) ? each : {};
    if (typeof id !== 'string' || !known.includes(id)) throw new Error(`there is no behaviour ${String(id)}`);
    if (finding !== 'held' && finding !== 'differs') continue;
    if ((after[id]?.date ?? '') <= date) after[id] = { finding, date };
  }
  return after;
}

export function writeObservations(observations: Observations): void {
  const sorted = Object.entries(observations).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
