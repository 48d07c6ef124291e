import type { ValidationMode } from './common.ts';
import type { Permission } from './permissions.ts';
import type { Shape } from './shape.ts';
import type { Spelling } from './spelling.ts';
import type { Warned } from './warning.ts';

/**
 * What may be done after a failure that leaves open whether the request was carried out.
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
  /** Reads an answer. Throws `InvalidResponseError` when it cannot be what the API promises. */
  fromWire(body: unknown, mode: ValidationMode): Output;
}

/** What reading back tells of attempts whose end is in the dark. */
export type Verdict<Output> =
  /** It was done. `output` is what the answer would have said. */
  | { readonly verdict: 'done'; readonly output: Output }
  /** It was not done by now. */
  | { readonly verdict: 'not-done' }
  /** It was not done, and what may still be under way can no longer do it. */
  | { readonly verdict: 'never' }
  | { readonly verdict: 'unknown' };

/** What the caller's own copy of a resource says, to compare with when an answer gets lost. */
export interface Known {
  readonly dueDate?: string | undefined;
}

/** How a recovery looks at the store. */
export interface Look {
  /** Reads; `undefined` when the API says that there is no such thing. */
  find<Input, Output>(operation: Operation<Input, Output>, input: Input): Promise<Output | undefined>;
  /** What the caller's own copy said before the call. */
  readonly known: Known;
  /** The status of a refusal that followed an attempt in the dark. */
  readonly refusedWith: number | undefined;
}

/** How to find out what became of an operation whose answer was lost, or refused after one that was lost. */
export interface Recovery<Input, Output> {
  /** What a person can do where this cannot tell. */
  readonly advice: string;
  /**
   * Doing it again cannot do it twice, even while the first attempt is still under way. Without it what may be under way
   * is never repeated; nor is anything else before reading has shown that it was not done.
   */
  readonly repeatable?: true;
  /** Left out where the API lets one read nothing that would tell. */
  settle?(input: Input, look: Look): Promise<Verdict<Output>>;
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
  /** What is worth telling about a checked input, since it is probably a mistake. */
  warningsOf(input: Input): readonly Warned[];
}

/** Everything of the API lives below this path. */
export const basePath = '/api/creditcontrol';
