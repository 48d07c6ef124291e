import type { ValidationMode } from './common.ts';
import type { Permission } from './permissions.ts';
import type { Recovery } from './recovery.ts';
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
  /** The answer's JSON; `undefined` for an empty body. */
  toWire(output: Output): unknown;
  /** Whether the answer has no body. */
  readonly isEmpty: boolean;
  /** Brings the known odd forms of an answer into the one form. */
  normalize(body: unknown): unknown;
  /** Checks an answer in its one form. Throws `InvalidResponseError` when it cannot be what the API promises. */
  checked(answer: unknown, mode: ValidationMode): Output;
  /** Reads an answer. Throws `InvalidResponseError` when it cannot be what the API promises. */
  fromWire(body: unknown, mode: ValidationMode): Output;
}

export interface Sample {
  readonly query?: object | undefined;
  readonly body?: object | undefined;
}

export interface Operation<Input, Output> {
  /** Resource and method, such as `invoices.markAsPaid`. */
  readonly id: string;
  readonly method: HttpMethod;
  /** Below `/api/creditcontrol`, parameters in braces. */
  readonly path: string;
  readonly permission: Permission;
  readonly retry: RetryClass;
  /** Other path templates that are answered as well (observed); never sent. */
  readonly otherPaths: readonly string[];
  readonly request: RequestCodec<Input>;
  readonly response: ResponseCodec<Output>;
  /** What a call may give beside the parameters of its path, for documents and tests. */
  readonly sample: Sample;
  /** How to find out what became of it when an answer was lost; only operations that change something have one. */
  readonly recovery?: Recovery<Input, Output> | undefined;
  /** Whether an answer, in its normal spelling, is the one to this request. */
  confirms(input: Input, answer: unknown): boolean;
  /** What is worth telling about a checked input, since it is probably a mistake. */
  warningsOf(input: Input): readonly Warned[];
}

/** Everything of the API lives below this path. */
export const basePath = '/api/creditcontrol';
