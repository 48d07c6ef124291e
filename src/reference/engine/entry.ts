import type { Operation, WireRequest } from '../../api/operation.ts';
import type { Handled, Handler, Scope } from './handlers/handler.ts';

/** A request that was understood. */
export interface Understood<Output> {
  readonly input: unknown;
  /** What is left to do for it. */
  readonly run: (scope: Scope) => Handled<Output>;
}

/** What a caller gave, and how it is understood. */
export interface Given<Output> {
  /** Throws `InvalidInputError`. */
  understand(): Understood<Output>;
  /** The same call with another input, as a quirk has it. Throws `InvalidInputError`. */
  instead(input: unknown): Understood<Output>;
  /** What a quirk made of an output. */
  shown(output: unknown): Output;
}

/** An operation together with what the reference does for it. */
export interface Entry<Input, Output> {
  readonly operation: Operation<Input, Output>;
  /** From this process, where the client has checked it. */
  ofClient(input: Input): Given<Output>;
  /** Off the wire. Its answer is on the way to become JSON. */
  ofWire(wire: WireRequest): Given<unknown>;
}

/** An entry of which only the request on the wire is known. */
export type AnyEntry = Pick<Entry<never, unknown>, 'ofWire'> & { readonly operation: object };

/** Ties a handler to its operation; their types meet here, so that nothing has to be cast. */
export function entry<Input, Output>(
  operation: Operation<Input, Output>,
  handle: Handler<Input, Output>,
): Entry<Input, Output> {
  const { request, response } = operation;
  const understood = (input: Input): Understood<Output> => ({ input, run: (scope) => handle(input, scope) });
  const instead = (input: unknown): Understood<Output> => understood(request.check(input));
  return {
    operation,
    ofClient: (input) => ({
      understand: () => understood(input),
      instead,
      shown: (output) => response.fromWire(output, 'off'),
    }),
    ofWire: (wire) => ({
      understand: () => understood(request.fromWire(wire)),
      instead,
      shown: (output) => output,
    }),
  };
}

/** Whether an entry is that of an operation. */
export function isEntryOf<Input, Output>(
  operation: Operation<Input, Output>,
  found: AnyEntry,
): found is Entry<Input, Output> {
  return found.operation === operation;
}
