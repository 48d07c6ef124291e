import type { Operation, WireRequest } from '../../api/operation.ts';
import type { Permission } from '../../api/permissions.ts';
import type { Handled, Handler, Scope } from './handlers/handler.ts';

/** What is left to do for a request that was understood. */
type Decide = (scope: Scope) => Handled<unknown>;

/** A request that was understood. */
export interface Understood {
  readonly input: unknown;
  readonly decide: Decide;
}

/** An operation together with what the reference does for it. */
export interface Entry {
  readonly permission: Permission;
  /** Reads the input of a caller in this process. Throws `InvalidInputError`. */
  fromInput(input: unknown): Understood;
  /** Reads a request off the wire. Throws `InvalidInputError`. */
  fromWire(wire: WireRequest): Understood;
  /** The JSON of an output of this operation; `undefined` for an empty body. */
  toWire(output: unknown): unknown;
}

/** Ties a handler to its operation; their types meet here, so that nothing has to be cast. */
export function entry<Input, Output>(
  operation: Operation<Input, Output>,
  handle: Handler<Input, Output>,
): Entry {
  const { request, response, permission } = operation;
  const understood = (input: Input): Understood => ({ input, decide: (scope) => handle(input, scope) });
  return {
    permission,
    fromInput: (input) => understood(request.check(input)),
    fromWire: (wire) => understood(request.fromWire(wire)),
    toWire: (output) =>
      output === undefined ? undefined : response.toWire(response.fromWire(output, 'off')),
  };
}
