/**
 * How far a behaviour of the reference can be trusted. `documented`: an official text or example says so. `observed`:
 * seen in real payloads or in public code. `assumed`: nobody published it; it is our choice.
 */
export type Mark = 'documented' | 'observed' | 'assumed';

/** One behaviour of the reference, and where it is known from. */
export interface Behaviour {
  /** Area and rule, such as `invoice.cancel.paid`. */
  readonly id: string;
  readonly mark: Mark;
  readonly says: string;
  readonly source: string;
}

/** A behaviour of an area, without the area's name. */
type Row = readonly [rule: string, mark: Mark, says: string, source: string];

export type Areas = Readonly<Record<string, readonly Row[]>>;

/** Where behaviours are known from. */
export const sources = {
  api: 'official OpenAPI file of 2025-08',
  api2020: 'official OpenAPI file of 2020-08',
  guide: 'guide "Managing a Customer Credit invoice"',
  texts: 'official texts (account guide, help centre)',
  help: 'help centre, track "Customer Credit - Getting started"',
  payloads: 'payloads in the official file and in public code',
  code: 'public code that calls the API',
  ours: 'our choice',
} as const;

/** The ids that areas come to. */
export type IdsOf<All extends Areas> = {
  [Area in keyof All & string]: `${Area}.${All[Area][number][0]}`;
}[keyof All & string];
