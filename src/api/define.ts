import { lazily } from '../values/lazily.ts';
import { type PathOnly, type RequestPart, type ResponseMaker, requestCodec } from './codec.ts';
import type { HttpMethod, Operation, RetryClass } from './operation.ts';
import type { Recovery } from './recovery.ts';
import type { Warned } from './warning.ts';

/** The names of the parameters of a path template. */
export type PathKeys<Path extends string> = Path extends `${string}{${infer Key}}${infer Rest}`
  ? Key | PathKeys<Rest>
  : never;

/** What a definition says. Its doc comment is the summary, and after an empty line the notes, of all documents. */
type Definition<Id extends string, Path extends string, Extra extends object, Output> = Described<
  Id,
  Path,
  Extra,
  Output
> &
  Repeated<NoInfer<PathOnly<PathKeys<Path>> & Extra>, NoInfer<Output>>;

/** What may be repeated, and how to find out what became of it when an answer was lost: of whatever changes something. */
type Repeated<Input, Output> =
  | { readonly retry: 'read'; readonly recovery?: undefined }
  | { readonly retry: Exclude<RetryClass, 'read'>; readonly recovery: Recovery<Input, Output> };

interface Described<Id extends string, Path extends string, Extra extends object, Output> {
  /** The method of the client, such as `invoices.markAsPaid`. */
  readonly id: Id;
  readonly method: HttpMethod;
  /** Below `/api/creditcontrol`, parameters in braces. */
  readonly path: Path;
  /** Other path templates that are answered as well (observed); never sent. */
  readonly otherPaths?: readonly string[];
  /** What a request has beside its path. */
  readonly request: RequestPart<Extra>;
  readonly response: ResponseMaker<Output>;
  readonly warningsOf?: (input: NoInfer<PathOnly<PathKeys<Path>> & Extra>) => readonly Warned[];
  /** Whether an answer is the one to this request; by the recovery, where there is one. */
  readonly confirms?: (input: NoInfer<PathOnly<PathKeys<Path>> & Extra>, answer: unknown) => boolean;
}

/** An operation under its own id. */
export interface DefinedOperation<Id extends string, Input, Output> extends Operation<Input, Output> {
  readonly id: Id;
}

/** The names of the parameters of a path template, in order. */
export function pathKeysOf<Path extends string>(path: Path): ReadonlyArray<PathKeys<Path>> {
  const isKey = (name: string): name is PathKeys<Path> => path.includes(`{${name}}`);
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter(isKey);
}

const always = (): boolean => true;
const noWarnings = (): readonly Warned[] => [];

/**
 * Describes one operation. Client, reference, emulator, contract and documents are read off it, and off its `Facts` in
 * the same file; nothing about an operation is said anywhere else.
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineOperation<
  const Id extends string,
  const Path extends string,
  Extra extends object,
  Output,
>(
  definition: Definition<Id, Path, Extra, Output>,
): DefinedOperation<Id, PathOnly<PathKeys<Path>> & Extra, Output> {
  const { id, path, request, response, otherPaths = [], warningsOf = noWarnings } = definition;
  const codec = lazily(() => requestCodec(id, pathKeysOf(path), request));
  return {
    ...definition,
    otherPaths,
    // A program calls few of them.
    get request() {
      return codec();
    },
    response: response(id),
    warningsOf,
    confirms: definition.confirms ?? definition.recovery?.confirms ?? always,
  };
}
