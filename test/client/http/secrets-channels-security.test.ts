import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { CustomerCreditClient, type HookEvents, type Hooks, UnknownOutcomeError } from 'vtex-customer-credit';
import type { Fault } from 'vtex-customer-credit/memory';
import { operationIds, table } from './calls.ts';
import { rejection } from './recording.ts';
import { countedCallOf, world } from './world.ts';

const appKey = 'vtexappkey-SENTINEL-KEY';
const appToken = 'SENTINELTOKENABCDEFGHIJKLMNOPQRSTUVWXYZ';
const names = ['onCall', 'onRequest', 'onResponse', 'onFailure', 'onRetry', 'onSuccess', 'onError'] as const;

const said = (value: unknown): string =>
  [inspect(value, { depth: 12, showHidden: true, getters: true }), JSON.stringify(value), String(value)].join(
    '\n',
  );

const echo = `your key ${appKey} and token ${appToken}`;
const faults: readonly Fault[] = [
  {
    phase: 'before',
    effect: {
      status: 400,
      body: { code: appToken, message: echo },
      headers: { 'x-vtex-operation-id': appToken },
    },
  },
  { phase: 'before', effect: { status: 500, body: `<html><title>${echo}</title></html>` } },
  {
    phase: 'after',
    effect: { status: 503, body: echo, headers: { 'x-vtex-error-message': encodeURIComponent(echo) } },
  },
  { phase: 'after', effect: 'reset' },
  { phase: 'after', effect: 'hang' },
  { phase: 'body', effect: 'truncate' },
  {
    phase: 'before',
    effect: { status: 302, headers: { location: `https://elsewhere.example/?token=${appToken}` } },
  },
];

describe('a secret', () => {
  test('never reaches a hook, a logger or a caller, in any operation and whatever fails', async () => {
    let events = 0;
    for (const id of operationIds) {
      for (const fault of faults) {
        const told: unknown[] = [];
        const tell = (event: unknown): void => {
          events += 1;
          told.push(event);
        };
        const hooks: Hooks = Object.fromEntries(
          names.map((name) => [name, (event: HookEvents[typeof name]) => tell(event)]),
        );
        const log = (message: string, fields: object): void => tell({ message, ...fields });
        const emulator = await world();
        emulator.control.faults.add({ ...fault, operation: id, times: 'always' });
        const client = new CustomerCreditClient({
          accountName: 'mystore',
          appKey,
          appToken,
          fetch: emulator.fetch,
          retries: 1,
          maxRetryDelay: 1,
          timeout: 20,
          hooks,
          logger: { debug: log, warn: log, error: log },
        });
        const outcome: unknown = await countedCallOf(id)
          .call(client, emulator)
          .catch((error: unknown) => error);
        const everything = said([
          outcome,
          told,
          client,
          emulator.control.snapshot(),
          emulator.control.journal.calls(),
        ]);
        expect(everything).not.toMatch(/SENTINEL/);
        expect(everything).not.toContain('elsewhere.example');
      }
    }
    expect(events).toBeGreaterThan(1000);
  }, 240_000);

  test('never shows in an UnknownOutcomeError or in what caused it', async () => {
    const emulator = await world();
    for (const effect of ['reset', { status: 500, body: echo }] as const)
      emulator.control.faults.add({ operation: 'transactions.refund', phase: 'after', effect });
    const client = new CustomerCreditClient({
      accountName: 'mystore',
      appKey,
      appToken,
      fetch: emulator.fetch,
    });
    for (let call = 0; call < 2; call += 1) {
      const error = await rejection(countedCallOf('transactions.refund').call(client, emulator));
      expect(error).toBeInstanceOf(UnknownOutcomeError);
      expect(said(error)).not.toMatch(/SENTINEL/);
      expect(error instanceof Error ? said(error.cause) : '').not.toMatch(/SENTINEL/);
    }
    expect(table['transactions.refund'].retry).toBe('once');
  });
});

describe('what Node prints of a rejection that nobody handles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const entry = JSON.stringify(join(import.meta.dirname, '..', '..', '..', 'src', 'index.ts'));

  test.each([
    ['no connection', "baseUrl: 'http://127.0.0.1:1'"],
    ['a refusal', `fetch: async () => new Response(${JSON.stringify(echo)}, { status: 403 })`],
    [
      'a transport that tells all',
      'fetch: async (request) => { throw Object.assign(new Error(JSON.stringify([...request.headers])), { request }); }',
    ],
  ])('holds no secret after %s', async (name, option) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.ts`);
    writeFileSync(
      file,
      `import { CustomerCreditClient } from ${entry};
const client = new CustomerCreditClient({ accountName: 'mystore', appKey: '${appKey}', appToken: '${appToken}', retries: 0, ${option} });
console.log(client);
void client.invoices.markAsPaid({ creditAccountId: 'a', id: 'b' });
`,
    );
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(text).toContain('invoices.markAsPaid');
    expect(text).not.toMatch(/SENTINEL/);
  });
});
