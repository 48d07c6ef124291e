import { apiError } from '../errors.ts';
import type { CallOptions, Executor, RawRequest } from '../executor.ts';
import type { Operation } from '../operations/operation.ts';
import { rawQuery } from '../operations/raw-request.ts';
import { matchRoute } from '../operations/router.ts';
import { isOperationId, operationsById } from '../operations/table.ts';
import type { Caller } from './callers.ts';
import type { Answer, Engine } from './engine.ts';
import { routeRefusal } from './routes.ts';

/** Carries operations out on the engine, in this process: no requests, no responses, no timers. */
export class MemoryExecutor implements Executor {
  readonly #engine: Engine;
  readonly #caller: () => Caller | undefined;

  constructor(engine: Engine, caller: () => Caller | undefined) {
    this.#engine = engine;
    this.#caller = caller;
  }

  async execute<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
  ): Promise<Output> {
    options.signal?.throwIfAborted();
    const { id, path, response } = operation;
    if (!isOperationId(id)) throw new RangeError(`operation: expected one of the table, not ${id}`);
    const answer = this.#engine.call(id, this.#caller(), input);
    return response.fromWire(outputOf(answer, id, path), 'off');
  }

  async request(request: RawRequest, options: CallOptions): Promise<unknown> {
    options.signal?.throwIfAborted();
    const { method, path, body } = request;
    const route = matchRoute(method, path);
    if (route.kind !== 'operation') {
      const { status, code, message } = routeRefusal(method, path, route);
      throw apiError({ status, operation: 'request', vtexCode: code, vtexMessage: message });
    }
    const wire = { path: route.path, query: rawQuery(request), body: jsonCopy(body) };
    const answer = this.#engine.callWire(route.id, this.#caller(), wire);
    return jsonCopy(outputOf(answer, 'request', operationsById[route.id].path));
  }
}

/** What JSON leaves of a value. */
function jsonCopy(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function outputOf(answer: Answer, operation: string, path: string | undefined): unknown {
  if (answer.ok) return answer.output;
  const { status, code, message } = answer.refusal;
  throw apiError({
    status,
    operation,
    path,
    vtexCode: code,
    vtexMessage: message,
    requestId: answer.requestId,
  });
}
