import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { CallEvent, Hooks } from '../client/http/hooks.ts';
import { isCustomerCreditError } from '../errors/index.ts';

export interface OpenTelemetryOptions {
  /** The tracer to use: the global one named `vtex-customer-credit` unless given. */
  readonly tracer?: Tracer | undefined;
}

interface Spans {
  readonly call: Span;
  attempt: Span | undefined;
}

function attributesOf({ operation, method, path, host, recoveryFor }: CallEvent): Attributes {
  const [address = host, port] = host.split(/:(?=\d+$)/);
  return {
    'vtex.operation': operation,
    ...(recoveryFor === undefined ? {} : { 'vtex.reading_back_for': recoveryFor }),
    'http.request.method': method,
    'server.address': address,
    ...(port === undefined ? {} : { 'server.port': Number(port) }),
    ...(path === undefined ? {} : { 'url.template': `/api/creditcontrol${path}` }),
  };
}

// The code alone: the message repeats what the API said, and that may name anything.
function fail(span: Span, error: unknown): void {
  const type = isCustomerCreditError(error) ? error.code : 'aborted';
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR, message: type });
}

/**
 * Hooks that make a span of each call, named after its operation, and below it a span of each request with OpenTelemetry's
 * standard HTTP attributes; what is read back for a call is below that call. No span holds ids, queries, bodies or
 * credentials.
 *
 * ```ts
 * const client = new CustomerCreditClient({ accountName, appKey, appToken, hooks: openTelemetryHooks() });
 * ```
 */
export function openTelemetryHooks({
  tracer = trace.getTracer('vtex-customer-credit'),
}: OpenTelemetryOptions = {}): Hooks {
  const spans = new WeakMap<object, Spans>();
  return {
    onCall: (event) => {
      const above = event.parent === undefined ? undefined : spans.get(event.parent)?.call;
      const within = above === undefined ? context.active() : trace.setSpan(context.active(), above);
      const options = { kind: SpanKind.INTERNAL, attributes: attributesOf(event) };
      const call = tracer.startSpan(event.operation, options, within);
      spans.set(event.call, { call, attempt: undefined });
    },
    onRequest: (event) => {
      const own = spans.get(event.call);
      if (own === undefined) return;
      const { method, path, attempt } = event;
      const name = path === undefined ? method : `${method} /api/creditcontrol${path}`;
      own.attempt = tracer.startSpan(
        name,
        {
          kind: SpanKind.CLIENT,
          attributes: {
            ...attributesOf(event),
            ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
          },
        },
        trace.setSpan(context.active(), own.call),
      );
    },
    onResponse: ({ call, status, requestId }) => {
      const span = spans.get(call)?.attempt;
      span?.setAttribute('http.response.status_code', status);
      if (requestId !== undefined) span?.setAttribute('vtex.request_id', requestId);
      if (status >= 400) {
        span?.setAttribute('error.type', String(status));
        span?.setStatus({ code: SpanStatusCode.ERROR });
      }
      span?.end();
    },
    onFailure: ({ call, error }) => {
      const span = spans.get(call)?.attempt;
      if (span !== undefined) fail(span, error);
      span?.end();
    },
    onSuccess: ({ call }) => spans.get(call)?.call.end(),
    onError: ({ call, error }) => {
      const own = spans.get(call);
      if (own === undefined) return;
      // A request that the caller ended had no end of its own.
      if (own.attempt?.isRecording()) {
        fail(own.attempt, error);
        own.attempt.end();
      }
      fail(own.call, error);
      own.call.end();
    },
  };
}
