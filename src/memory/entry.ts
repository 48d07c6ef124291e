import type { Operation, Permission, WireRequest } from '../operations/operation.ts';
import type { Handled, Handler, Scope } from './handlers/handler.ts';

/** A request that was understood: what is left is to decide it. */
export type Decide = (scope: Scope) => Handled<unknown>;

/** An operation together with what the reference does for it. */
export interface Entry {
  readonly permission: Permission;
  /** Reads the input of a caller in this process. Throws `InvalidInputError`. */
  fromInput(input: unknown): Decide;
  /** Reads a request off the wire. Throws `InvalidInputError`. */
  fromWire(wire: WireRequest): Decide;
  /** The JSON of an output of this operation; `undefined` for an empty body. */
  toWire(output: unknown): unknown;
}

/** Ties a handler to its operation; their types meet here, so that nothing has to be cast. */
export function entry<Input, Output>(
  operation: Operation<Input, Output>,
  handle: Handler<Input, Output>,
): Entry {
  const { request, response, permission } = operation;
  return {
    permission,
    fromInput: (input) => {
      const checked = request.check(input);
      return (scope) => handle(checked, scope);
    },
    fromWire: (wire) => {
      const checked = request.fromWire(wire);
      return (scope) => handle(checked, scope);
    },
    toWire: (output) =>
      output === undefined ? undefined : response.toWire(response.fromWire(output, 'off')),
  };
}
