import type { ValidationMode } from './common.ts';
import type { Recovery } from './recovery.ts';

/**
 * What may be done after a failure that leaves open whether the API did the work.
 * `read`: repeat freely. `idempotent`: repeating has the effect of once. `once`: never repeat blindly.
 */
export type RetryClass = 'read' | 'idempotent' | 'once';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The License Manager resources of the product Credit Control. `Main Access` grants every one. */
export type Permission =
  | 'Main Access'
  | 'Read Invoices'
  | 'Create Invoices'
  | 'Pay Invoice'
  | 'Read Checking Accounts'
  | 'Create Checking Accounts'
  | 'Read Statements'
  | 'Create Statements'
  | 'Edit credits'
  | 'Read Configuration'
  | 'Edit Configuration';

/** A request without its host: path parameters decoded, query in order, body as parsed JSON. */
export interface WireRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: ReadonlyArray<readonly [string, string]>;
  readonly body: unknown;
}

export interface RequestCodec<Input> {
  /** Checks and normalises what a caller gave. Throws `InvalidInputError`. */
  check(input: unknown): Input;
  /** Writes a checked input as the API wants it. */
  toWire(input: Input): WireRequest;
  /** Reads a request as the API would. Throws `InvalidInputError`. */
  fromWire(wire: WireRequest): Input;
}

export interface ResponseCodec<Output> {
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

export interface Operation<Input, Output> {
  /** Resource and method, such as `invoices.markAsPaid`. */
  readonly id: string;
  readonly method: HttpMethod;
  /** Below `/api/creditcontrol`, parameters in braces. */
  readonly path: string;
  readonly permission: Permission;
  readonly retry: RetryClass;
  readonly summary: string;
  readonly request: RequestCodec<Input>;
  readonly response: ResponseCodec<Output>;
  /** How to find out what became of it when an answer was lost; only operations that change something have one. */
  readonly recovery?: Recovery<Input, Output>;
  /** Whether an answer, in its normal spelling, is the one to this request. Without it any answer is. */
  readonly confirms?: ((input: Input, answer: unknown) => boolean) | undefined;
}

/** Everything of the API lives below this path. */
export const basePath = '/api/creditcontrol';
