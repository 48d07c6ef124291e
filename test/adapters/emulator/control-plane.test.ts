import { afterAll, describe, expect, it } from 'vitest';
import { ConfigurationError, CustomerCreditClient, InvalidInputError } from 'vtex-customer-credit';
import {
  type AsyncControl,
  asyncControl,
  connectControl,
  createEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'vtex-customer-credit/emulator';
import { quirks, UnusedFaultError } from 'vtex-customer-credit/memory';
import { listen } from 'vtex-customer-credit/node';
import { creditAccountId, opened, seed, start } from '../../contract/store.ts';

interface Opened {
  readonly emulator: Emulator;
  readonly control: AsyncControl;
}

const servers: Array<{ close(): Promise<void> }> = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

const options: EmulatorOptions = { now: start, seed, controlPlane: true };

const ways: ReadonlyArray<{ readonly name: string; open(): Promise<Opened> }> = [
  {
    name: 'in this process',
    open: async () => {
      const emulator = createEmulator(options);
      return { emulator, control: asyncControl(emulator.control) };
    },
  },
  {
    name: 'over fetch',
    open: async () => {
      const emulator = createEmulator(options);
      return { emulator, control: connectControl('http://localhost', { fetch: emulator.fetch }) };
    },
  },
  {
    name: 'through a socket',
    open: async () => {
      const emulator = createEmulator(options);
      const server = await listen(emulator);
      servers.push(server);
      return { emulator, control: connectControl(server.url) };
    },
  },
];

const clientOf = ({ fetch }: Emulator): CustomerCreditClient =>
  new CustomerCreditClient({ accountName: 'mystore', appKey: 'key', appToken: 'token', fetch, retries: 0 });

describe.each(ways)('the controls $name', ({ open }) => {
  it('move the clock, forward only', async () => {
    const { control } = await open();
    expect(await control.clock.iso()).toBe(start);
    await control.clock.advance({ days: 1 });
    await control.clock.set(new Date('2024-05-10T00:00:00Z'));
    expect(await control.clock.now()).toBe(Date.UTC(2024, 4, 10));
    await expect(control.clock.advance(-1)).rejects.toThrow(InvalidInputError);
    await expect(control.clock.set('2024-01-01')).rejects.toMatchObject({
      issues: [{ path: 'to', expected: 'a time not before 2024-05-10T00:00:00Z' }],
    });
  });

  it('seed, name callers, tie orders and list notifications', async () => {
    const { emulator, control } = await open();
    await control.seed({ accounts: [{ id: 'other', email: 'o@example.com', creditLimit: 5 }] });
    await control.setOrderId(creditAccountId, 'AAAA', '700001');
    expect(await clientOf(emulator).invoices.get(opened)).toMatchObject({ orderId: '700001' });
    await control.clock.set('2024-05-20T12:00:00Z');
    expect(await control.notifications()).toMatchObject([{ invoiceId: opened.id }, {}, {}]);
    await control.addCaller({ appKey: 'reader', appToken: 'secret', permissions: ['Read Invoices'] });
    await expect(clientOf(emulator).invoices.get(opened)).rejects.toMatchObject({ status: 401 });
    await expect(control.seed({ accounts: [{ id: 'x', email: 'x', creditLimit: -1 }] })).rejects.toThrow(
      ConfigurationError,
    );
  });

  it('snapshot, restore and reset', async () => {
    const { emulator, control } = await open();
    const before = await control.snapshot();
    await clientOf(emulator).invoices.markAsPaid(opened);
    const after = await control.snapshot();
    expect(after).not.toEqual(before);
    await control.restore(before);
    expect(await control.snapshot()).toEqual(before);
    await control.restore(after);
    await control.reset();
    expect(await control.snapshot()).toEqual(before);
  });

  it('add faults and verify them', async () => {
    const { emulator, control } = await open();
    {
      await using fault = await control.faults.add({
        operation: 'storeConfig.get',
        phase: 'before',
        effect: { status: 503 },
      });
      await expect(clientOf(emulator).storeConfig.get()).rejects.toMatchObject({ status: 503 });
      expect(await control.faults.list()).toMatchObject([{ id: fault.id, fired: 1, left: 0 }]);
    }
    expect(await control.faults.list()).toEqual([]);
    const unused = async (): Promise<void> => {
      await using _ = await control.faults.random({ seed: 1, rate: 1 });
    };
    await expect(unused()).rejects.toThrow(UnusedFaultError);
    const skipping = await control.faults.add({ phase: 'before', effect: 'drop', skip: 1 });
    await clientOf(emulator).storeConfig.get();
    await expect(control.faults.verify(skipping.id)).rejects.toMatchObject({
      calls: 1,
      message: expect.stringContaining('of the calls that it is for 1 came'),
    });
    const { id, remove } = await control.faults.add({ phase: 'after', effect: 'hang', times: 'always' });
    expect(await control.faults.list()).toMatchObject([{ id, left: 'always' }]);
    await remove();
    await control.faults.clear();
    await expect(control.faults.verify(id)).resolves.not.toThrow();
    await expect(control.faults.verify('nope')).rejects.toThrow(InvalidInputError);
    const overReset = async (): Promise<void> => {
      await using _ = await control.faults.add({ phase: 'before', effect: 'drop' });
      await control.reset();
    };
    await expect(overReset()).rejects.toThrow(UnusedFaultError);
  });

  it('switch quirks and read the journal', async () => {
    const { emulator, control } = await open();
    await control.quirks.set(['count-of-the-page']);
    expect(await control.quirks.list()).toEqual(['count-of-the-page']);
    expect(await control.quirks.known()).toEqual(quirks);
    await clientOf(emulator).invoices.update(opened, { observation: 'x' });
    const [call] = await control.journal.calls('invoices.update');
    expect(call?.input?.body.observation).toBe('x');
    expect(await control.journal.calls()).toHaveLength(1);
    expect(await control.journal.misses()).toEqual([]);
    expect(await control.journal.dropped()).toBe(0);
    await control.journal.clear();
    expect(await control.journal.calls()).toEqual([]);
  });
});

describe.each(ways)('a long snapshot $name', ({ open }) => {
  it('is handed on and taken back in pieces', async () => {
    const { emulator, control } = await open();
    const invoices = Array.from({ length: 600 }, () => ({
      creditAccountId,
      value: 1,
      observation: 'ç€😀'.repeat(50),
    }));
    await control.seed({ invoices });
    const snapshot = await control.snapshot();
    expect(JSON.stringify(snapshot).length).toBeGreaterThan(300_000);
    expect(snapshot).toEqual(emulator.control.snapshot());
    await control.reset();
    await control.restore(snapshot);
    expect(emulator.control.snapshot()).toEqual(snapshot);
    const wrong = { ...snapshot, storeConfig: null };
    await expect(control.restore(JSON.parse(JSON.stringify(wrong)))).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('the control plane', () => {
  const ask = async (
    emulator: Emulator,
    path: string,
    init: RequestInit = {},
  ): Promise<[number, unknown]> => {
    const response = await emulator.fetch(
      new Request(`http://localhost${path}`, { method: 'POST', ...init }),
    );
    return [response.status, await response.json()];
  };

  it('is not there unless it is switched on', async () => {
    const emulator = createEmulator({ now: start });
    expect(await ask(emulator, '/_control/reset')).toMatchObject([404, { code: 404 }]);
    const control = connectControl('http://localhost', { fetch: emulator.fetch });
    await expect(control.reset()).rejects.toMatchObject({ code: 'invalid_response' });
  });

  it.each([
    ['more arguments than any method takes', `[${'1,'.repeat(200_000)}1]`],
    ['a list of names without a list around it', JSON.stringify(Array(40).fill('cancelling-fails'))],
    ['arguments nested too deep', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['half a list', '[1'],
    ['no UTF-8', new Uint8Array([0x5b, 0xff, 0x5d])],
  ])('refuses %s with 400', async (_, body) => {
    const emulator = createEmulator(options);
    for (const name of ['quirks.set', 'restore', 'faults.add', 'seed', 'setOrderId']) {
      const [status, said] = await ask(emulator, `/_control/${name}`, { body });
      expect([status, said]).toEqual([
        400,
        { error: expect.objectContaining({ message: expect.any(String) }) },
      ]);
    }
  });

  it('takes the arguments as a list, or the only one by itself', async () => {
    const emulator = createEmulator(options);
    expect(await ask(emulator, '/_control/clock.advance', { body: '[{"days":1}]' })).toEqual([
      200,
      { result: null },
    ]);
    expect(await ask(emulator, '/_control/clock.advance', { body: '{"days":1}' })).toEqual([
      200,
      { result: null },
    ]);
    expect(await ask(emulator, '/_control/clock.iso')).toEqual([200, { result: '2024-05-10T12:00:00Z' }]);
    const [status, listed] = await ask(emulator, '/_control', { method: 'GET' });
    expect([status, listed]).toMatchObject([
      200,
      { result: expect.arrayContaining(['faults.add', 'reset']) },
    ]);
  });

  it.each([
    ['/_control/burn', {}, 404],
    ['/_control/__proto__', {}, 404],
    ['/_control/reset', { method: 'GET' }, 405],
    ['/_control/reset', { headers: { origin: 'https://evil.example' } }, 403],
    ['/_control/clock.advance', { body: '{' }, 400],
    ['/_control/clock.advance', { body: '[null]' }, 400],
    ['/_control/seed', { body: '[{"accounts":7}]' }, 400],
    ['/_control/addCaller', { body: '[{"permissions":7}]' }, 400],
    ['/_control/addCaller', { body: '[]' }, 400],
    ['/_control/setOrderId', { body: '["a"]' }, 400],
    ['/_control/restore', { body: '[{"version":1}]' }, 400],
    ['/_control/faults.add', { body: '[{"phase":"before"}]' }, 400],
    ['/_control/quirks.set', { body: '["x"]' }, 400],
    ['/_control/clock.advance', { body: '{"day":31}' }, 400],
    ['/_control/clock.advance', { body: '"31d"' }, 400],
    ['/_control/clock.advance', { body: '{}' }, 400],
    ['/_control/clock.advance', { body: 'true' }, 400],
    ['/_control/clock.advance', { body: '[[1]]' }, 400],
    ['/_control/clock.advance', { body: '{"days":"31"}' }, 400],
    ['/_control/clock.set', { body: '{}' }, 400],
    ['/_control/clock.set', { body: '[null]' }, 400],
    ['/_control/seed', { body: '[null]' }, 400],
    ['/_control/seed', { body: '[{"account":[]}]' }, 400],
    ['/_control/faults.verify', { body: '["nope"]' }, 400],
  ])('refuses %s %j with %d, and changes nothing', async (path, init, expected) => {
    const emulator = createEmulator(options);
    const before = emulator.control.snapshot();
    const [status, answer] = await ask(emulator, path, init);
    expect(status).toBe(expected);
    expect(answer).toMatchObject({ error: { message: expect.any(String) } });
    expect(emulator.control.snapshot()).toEqual(before);
  });

  it.each([
    ['clock.advance', '{"day":31}', 'by.day: expected no such unit: days, hours'],
    ['clock.advance', '{"days":"31"}', 'by.days: expected a number'],
    [
      'clock.advance',
      '["31d"]',
      'by: expected a whole number of milliseconds from 0, or an object with any of',
    ],
    ['clock.set', 'true', 'to: expected epoch milliseconds, an ISO 8601 date'],
    ['quirks.set', '["cancelling-fails"]', 'such as [["cancelling-fails"]]'],
    ['faults.verify', '["nope"]', 'id: expected the id of a fault that was added'],
    ['seed', '[null]', 'seed: expected an object'],
  ])('says of %s %s what was expected', async (method, body, message) => {
    const [, answer] = await ask(createEmulator(options), `/_control/${method}`, { body });
    expect(answer).toMatchObject({
      error: { message: expect.stringContaining(message), issues: [expect.anything()] },
    });
  });

  it('is no part of the API, and never in the journal', async () => {
    const emulator = createEmulator(options);
    expect(await ask(emulator, '/api/creditcontrol/_control/reset')).toMatchObject([404, { code: 404 }]);
    emulator.control.journal.clear();
    await ask(emulator, '/_control/clock.iso');
    expect(emulator.control.journal.calls()).toEqual([]);
  });

  it('says so when nothing listens, and when something else does', async () => {
    await expect(connectControl('http://127.0.0.1:1').reset()).rejects.toMatchObject({ code: 'network' });
    const fetch = async (): Promise<Response> => new Response('<html>');
    await expect(connectControl('http://localhost', { fetch }).reset()).rejects.toThrow('is it switched on');
    const off = createEmulator();
    await expect(connectControl('http://localhost', off).reset()).rejects.toMatchObject({
      outcome: 'unknown',
    });
    expect(() => connectControl('nowhere')).toThrow('url: expected an absolute URL');
    expect(() => connectControl('http://localhost', { timeout: 0 })).toThrow('timeout: expected');
  });

  it.each(['{"result":', '{"error":null}', '{"error":7}', '[]', 'null', ''])(
    'answered with %s is told as no answer of it, and nobody knows what was done',
    async (body) => {
      const fetch = async (): Promise<Response> => new Response(body);
      await expect(connectControl('http://localhost', { fetch }).reset()).rejects.toMatchObject({
        code: 'invalid_response',
        outcome: 'unknown',
      });
    },
  );

  it('that never answers is given up after a time', async () => {
    const seen: AbortSignal[] = [];
    const fetch = ({ signal }: Request): Promise<Response> => {
      seen.push(signal);
      return new Promise(() => {});
    };
    await expect(connectControl('http://localhost', { fetch, timeout: 20 }).reset()).rejects.toMatchObject({
      code: 'timeout',
      timeout: 20,
      outcome: 'unknown',
    });
    expect(seen.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('is not sent what JSON cannot say, but is sent the headers of a fault', async () => {
    const emulator = createEmulator(options);
    const control = connectControl('http://localhost', emulator);
    const circle: { body?: unknown } = {};
    circle.body = circle;
    await expect(
      control.faults.add({ phase: 'before', effect: { status: 500, body: circle } }),
    ).rejects.toMatchObject({ code: 'invalid_input', outcome: 'not-sent' });
    const headers = new Headers({ 'retry-after': '9' });
    await control.faults.add({ phase: 'before', effect: { status: 429, headers } });
    await expect(clientOf(emulator).storeConfig.get()).rejects.toMatchObject({ retryAfter: 9000 });
  });
});
