import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { describe, expect, test } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { openTelemetryHooks } from 'vtex-customer-credit/otel';
import { keyPair, rejection } from '../client/http/recording.ts';
import { account, world } from '../client/http/world.ts';

const opened = { creditAccountId: account, id: 'AAAA-01' };

async function traced() {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const emulator = await world();
  const client = new CustomerCreditClient({
    accountName: 'mystore',
    ...keyPair,
    fetch: emulator.fetch,
    maxRetryDelay: 1,
    hooks: openTelemetryHooks({ tracer: provider.getTracer('test') }),
  });
  return { emulator, client, spans: () => exporter.getFinishedSpans() };
}

describe('OpenTelemetry', () => {
  test('has a span of the call, and below it one of each request', async () => {
    const { emulator, client, spans } = await traced();
    emulator.control.faults.add({ operation: 'invoices.get', phase: 'before', effect: { status: 503 } });
    await client.invoices.get(opened);
    const [first, second, call] = spans();
    expect(call).toMatchObject({
      name: 'invoices.get',
      kind: SpanKind.INTERNAL,
      status: { code: SpanStatusCode.UNSET },
    });
    for (const request of [first, second]) {
      expect(request).toMatchObject({
        name: 'GET /api/creditcontrol/accounts/{creditAccountId}/invoices/{invoiceId}',
        kind: SpanKind.CLIENT,
        parentSpanContext: { spanId: call?.spanContext().spanId },
        attributes: {
          'http.request.method': 'GET',
          'server.address': 'mystore.vtexcommercestable.com.br',
          'url.template': '/api/creditcontrol/accounts/{creditAccountId}/invoices/{invoiceId}',
          'vtex.operation': 'invoices.get',
          'vtex.request_id': expect.any(String),
        },
      });
    }
    expect(first).toMatchObject({
      attributes: { 'http.response.status_code': 503, 'error.type': '503' },
      status: { code: SpanStatusCode.ERROR },
    });
    expect(second).toMatchObject({
      attributes: { 'http.response.status_code': 200, 'http.request.resend_count': 1 },
      status: { code: SpanStatusCode.UNSET },
    });
    expect(spans()).toHaveLength(3);
  });

  test('tells failures by their code, and ends every span', async () => {
    const { emulator, client, spans } = await traced();
    emulator.control.faults.add({
      operation: 'accounts.get',
      phase: 'after',
      effect: 'reset',
      times: 'always',
    });
    await rejection(client.accounts.get(account, { retries: 0 }));
    expect(spans()).toMatchObject([
      { attributes: { 'error.type': 'network' }, status: { code: SpanStatusCode.ERROR } },
      {
        name: 'accounts.get',
        attributes: { 'error.type': 'network' },
        status: { code: SpanStatusCode.ERROR },
      },
    ]);
    emulator.control.faults.add({ operation: 'storeConfig.get', phase: 'before', effect: 'hang' });
    const controller = new AbortController();
    const call = rejection(client.storeConfig.get({ signal: controller.signal }));
    setTimeout(() => controller.abort(), 10);
    await call;
    expect(spans().slice(2)).toMatchObject([
      { attributes: { 'error.type': 'aborted' } },
      { name: 'storeConfig.get', attributes: { 'error.type': 'aborted' } },
    ]);
  });

  test('has what is read back below the call that it is read back for', async () => {
    const { emulator, client, spans } = await traced();
    emulator.control.faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'reset' });
    await client.invoices.markAsPaid(opened);
    const named = (name: string) => spans().find((span) => span.name === name);
    const call = named('invoices.markAsPaid');
    expect(call).toBeDefined();
    expect(named('invoices.get')?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
    expect(new Set(spans().map((span) => span.spanContext().traceId)).size).toBe(1);
  });

  test('holds no ids, queries, bodies or credentials', async () => {
    const { client, spans } = await traced();
    await client.invoices.update(opened, { observation: 'secret observation' });
    await client.accounts.list({ email: 'secret@example.com' }).toArray();
    await rejection(client.request({ method: 'GET', path: '/secret-path' }));
    const text = JSON.stringify(
      spans().map(({ name, attributes, status, events }) => ({ name, attributes, status, events })),
    );
    expect(text).not.toMatch(/secret|AAAA-01|11111111111/);
    expect(text).not.toContain(keyPair.appToken);
  });
});
