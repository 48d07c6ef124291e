import type { ValidationMode } from './common.ts';
import type { Shape } from './shape.ts';
import type { Spelling } from './spelling.ts';
import type { Warned } from './warning.ts';

/**
 * What may be done after a failure that leaves open whether the API did the work.
 * `read`: repeat freely. `idempotent`: repeating has the effect of once. `once`: never repeat blindly.
 */
export type RetryClass = 'read' | 'idempotent' | 'once';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request without its host: path parameters decoded, query in order, body as parsed JSON. */
export interface WireRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: ReadonlyArray<readonly [string, string]>;
  readonly body: unknown;
}

/** A part of a request as documents describe it. */
export interface PartFacts {
  readonly shape: Shape;
  /** Fields whose values are read in other spellings, too. */
  readonly spellings: Readonly<Record<string, Spelling>>;
  /** Other names that fields have on the wire, and the name that each stands for. */
  readonly otherNames: Readonly<Record<string, string>>;
  /** Whether it may be left out. */
  readonly optional: boolean;
}

export interface RequestCodec<Input> {
  readonly query?: PartFacts | undefined;
  readonly body?: PartFacts | undefined;
  /** Checks and normalises what a caller gave. Throws `InvalidInputError`. */
  check(input: unknown): Input;
  /** Writes a checked input as the API wants it. */
  toWire(input: Input): WireRequest;
  /** Reads a request as the API would. Throws `InvalidInputError`. */
  fromWire(wire: WireRequest): Input;
}

export interface ResponseCodec<Output> {
  /** What the answer looks like; nothing for an empty one. */
  readonly shape?: Shape<Output> | undefined;
  /** Whether the answer has no body. */
  readonly isEmpty: boolean;
  /** Brings the known odd forms of an answer into the one form. */
  normalize(body: unknown): unknown;
  /** Checks an answer in its one form. Throws `InvalidResponseError` when it cannot be what the API promises. */
  checked(answer: unknown, mode: ValidationMode): Output;
  /** Reads an answer. Throws `InvalidResponseError` when it cannot be what the API promises. */
  fromWire(body: unknown, mode: ValidationMode): Output;
}

/**
 * What reading shows of a call whose answer was lost or was not the API's. `done`: it was done, and `output` is what the
 * answer would have said. `not-done`: it was not done by now. `impossible`: it was not done, and what may still be under
 * way can no longer do it. `undecided`: what can be read proves nothing.
 */
export type Finding<Output> =
  | { readonly finding: 'done'; readonly output: Output }
  | { readonly finding: 'not-done' }
  | { readonly finding: 'impossible' }
  | { readonly finding: 'undecided' };

/** Reads; `undefined` when the API says in its own words that there is no such thing. */
export type Find = <Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
) => Promise<Output | undefined>;

/** With what a recovery finds out. */
export interface RecoveryContext {
  readonly find: Find;
  /** What `before` read before the request was sent; `undefined` where it could not. */
  readonly before: unknown;
  /** When the call began, in milliseconds since 1970. */
  readonly began: number;
  /** The status of the API's own refusal of the last attempt, after an earlier one whose outcome is unknown. */
  readonly refusedWith: number | undefined;
}

/**
 * How to find out what became of an operation after an ambiguous failure. What proves what stands in its comment, from
 * where `docs/outcomes.md` has it.
 */
export interface Recovery<Input, Output> {
  /** What a person can do where this cannot tell. */
  readonly advice: string;
  /**
   * The operation cannot be done twice, even while the first attempt is still under way. Without it what may be under
   * way is never repeated; nor is anything else before reading has shown that it was not done.
   */
  readonly repeatable?: true;
  /** Whether an answer, in its normal spelling, is the one to this request. Without it any answer is. */
  confirms?(input: Input, answer: unknown): boolean;
  /** Reads what has to be known from before the request. Its failure does not stop the request. */
  before?(input: Input, find: Find): Promise<unknown>;
  /** Finds out what became of it. Left out where the API lets one read nothing that would tell. */
  recover?(input: Input, context: RecoveryContext): Promise<Finding<Output>>;
}

export interface Operation<Input, Output> {
  /** Resource and method, such as `invoices.markAsPaid`. */
  readonly id: string;
  readonly method: HttpMethod;
  /** Below `/api/creditcontrol`, parameters in braces. */
  readonly path: string;
  readonly retry: RetryClass;
  /** Other path templates that are answered as well (observed); never sent. */
  readonly otherPaths: readonly string[];
  readonly request: RequestCodec<Input>;
  readonly response: ResponseCodec<Output>;
  /** How to find out what became of it when an answer was lost; only operations that change something have one. */
  readonly recovery?: Recovery<Input, Output> | undefined;
  /** Whether an answer, in its normal spelling, is the one to this request. */
  confirms(input: Input, answer: unknown): boolean;
  /** What is worth telling about a checked input, since it is probably a mistake. */
  warningsOf(input: Input): readonly Warned[];
}

/** Everything of the API lives below this path. */
export const basePath = '/api/creditcontrol';
