import { createServer } from 'node:net';
import ky from 'ky';
import {
  Agent,
  type Dispatcher,
  getGlobalDispatcher,
  interceptors,
  MockAgent,
  RetryAgent,
  setGlobalDispatcher,
  fetch as undiciFetch,
} from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { type ClientOptions, CustomerCreditClient, createClient, fetchTransport } from 'vtex-customer-credit';
import type { Emulator } from 'vtex-customer-credit/emulator';
import { undiciTransport } from 'vtex-customer-credit/undici';
import { storesOnSocket } from '../../contract/adapters.ts';
import { closedPort } from './closed-port.ts';
import { keyPair, rejection } from './recording.ts';
import { account, world } from './world.ts';

const opened = { creditAccountId: account, id: 'AAAA-01' };
const { server, add } = await storesOnSocket();
afterAll(() => server.close());

const nowhere = `http://127.0.0.1:${await closedPort()}`;

/** Runs when a change was answered, before the client is given the answer. */
type Afterwards = () => unknown;

/** Lets an undici dispatcher run something when the answer to a change begins. */
const atAnswer =
  (afterwards: Afterwards) =>
  (dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] =>
  (options, handler) =>
    dispatch(options, {
      onRequestStart: (...given) => handler.onRequestStart?.(...given),
      onResponseStart: (...given) => {
        if (options.method !== 'GET') afterwards();
        handler.onResponseStart?.(...given);
      },
      onResponseData: (...given) => handler.onResponseData?.(...given),
      onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
      onResponseError: (...given) => handler.onResponseError?.(...given),
    });

/** Somebody's own code around the requests of a client, by the ways there are. */
const ways: Readonly<
  Record<
    string,
    (options: ClientOptions, afterwards: Afterwards) => CustomerCreditClient | ReturnType<typeof createClient>
  >
> = {
  'a fetch of an address': (options, afterwards) =>
    createClient({
      ...options,
      fetch: async (url: string, init) => {
        const answer = await fetch(url, init);
        if (init.method !== 'GET') await afterwards();
        return answer;
      },
    }),
  'a fetch of a Request': (options, afterwards) =>
    createClient({
      ...options,
      fetch: async (request: Request) => {
        const answer = await fetch(request);
        if (request.method !== 'GET') await afterwards();
        return answer;
      },
    }),
  'a hook of ky': (options, afterwards) =>
    new CustomerCreditClient({
      ...options,
      ky: ky.create({
        hooks: {
          afterResponse: [
            async ({ request }) => {
              if (request.method !== 'GET') await afterwards();
            },
          ],
        },
      }),
    }),
  'a transport': (options, afterwards) => {
    const { send } = fetchTransport();
    return createClient({
      ...options,
      transport: {
        send: async (request) => {
          const answer = await send(request);
          if (request.method !== 'GET') await afterwards();
          return answer;
        },
      },
    });
  },
};

const failing =
  (code: string, more: object = {}): Afterwards =>
  async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    throw Object.assign(new Error('telemetry failed'), { code, ...more });
  };

/** How code of one's own can fail once the answer is there. */
const failures: Readonly<Record<string, Afterwards>> = {
  'a log that refuses the connection': () => fetch(`${nowhere}/log`),
  'a log on a host that is not known': failing('ENOTFOUND', {
    syscall: 'getaddrinfo',
    hostname: 'log.example',
  }),
  'a log whose host cannot be looked up now': failing('EAI_AGAIN', { hostname: 'log.example' }),
  'a log that does not answer': failing('UND_ERR_CONNECT_TIMEOUT'),
  'a log whose certificate has expired': failing('CERT_HAS_EXPIRED'),
  'a cache of the same machine': failing('ECONNREFUSED', { address: '127.0.0.1', port: 6379 }),
  'a wrong address': () => new URL('relative'),
  'a wrong argument': () => Buffer.from(JSON.parse('null')),
  'a mistake': () => JSON.parse('null').field,
};

const optionsFor = (emulator: Emulator): ClientOptions => ({
  accountName: 'mystore',
  ...keyPair,
  baseUrl: add(emulator),
  maxRetryDelay: 1,
});

async function expectOnce(
  emulator: Emulator,
  client: Pick<CustomerCreditClient, 'invoices' | 'transactions'>,
): Promise<void> {
  emulator.control.journal.clear();
  const error = await rejection(client.transactions.preAuthorize(account, { value: 50 }));
  expect(error).toMatchObject({ outcome: 'unknown' });
  expect(emulator.control.journal.calls('transactions.preAuthorize')).toHaveLength(1);
  await client.invoices.postpone(opened, { dueDays: 5 });
  expect(emulator.control.journal.calls('invoices.postpone')).toHaveLength(1);
}

describe.each(Object.keys(ways))('%s that fails after the answer', (way) => {
  test.each(Object.keys(failures))('leaves open what was done: %s', async (failure) => {
    const emulator = await world();
    const client = ways[way]?.(optionsFor(emulator), failures[failure] ?? (() => undefined));
    if (client === undefined) throw new Error('no such way');
    await expectOnce(emulator, client);
  });
});

describe('code of one’s own in other places', () => {
  test('an interceptor of undici that fails when the answer begins leaves open what was done', async () => {
    const emulator = await world();
    const dispatcher = new Agent().compose(atAnswer(() => Buffer.from(JSON.parse('null'))));
    const transport = undiciTransport({ dispatcher });
    await expectOnce(emulator, createClient({ ...optionsFor(emulator), transport }));
    await dispatcher.close();
  });

  test.each(Object.keys(failures))('the global fetch that somebody replaced: %s', async (failure) => {
    const emulator = await world();
    const real = globalThis.fetch;
    const client = createClient(optionsFor(emulator));
    globalThis.fetch = async (url, init) => {
      const answer = await real(url, init);
      if (init !== undefined && init.method !== 'GET') {
        await new Promise((resolve) => setTimeout(resolve, 1));
        await failures[failure]?.();
      }
      return answer;
    };
    try {
      const error = await rejection(client.transactions.preAuthorize(account, { value: 50 }));
      expect(error).toMatchObject({ outcome: 'unknown' });
      expect(emulator.control.journal.calls('transactions.preAuthorize')).toHaveLength(1);
    } finally {
      globalThis.fetch = real;
    }
  });

  test('a fetch that had begun to send when it made a mistake leaves open what was done', async () => {
    const emulator = await world();
    const mistaken = (begun: Promise<unknown>) => {
      begun.catch(() => undefined);
      return JSON.parse('null').field;
    };
    const owns = [
      (url: string, init: RequestInit) => {
        const begun = fetch(url, init);
        return init.method === 'GET' ? begun : mistaken(begun);
      },
      async (request: Request) => {
        const begun = fetch(request);
        return request.method === 'GET' ? begun : mistaken(begun);
      },
    ];
    for (const own of owns) {
      const client = createClient({ ...optionsFor(emulator), transport: fetchTransport(own) });
      const error = await rejection(client.transactions.preAuthorize(account, { value: 50 }));
      expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 });
    }
  });

  test('the same error, thrown for another request, is not believed again', async () => {
    const emulator = await world();
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    let times = 0;
    const client = createClient({
      ...optionsFor(emulator),
      transport: fetchTransport(async (request: Request) => {
        times += 1;
        if (times === 1) throw refused;
        await fetch(request);
        throw refused;
      }),
    });
    const error = await rejection(client.transactions.preAuthorize(account, { value: 50 }));
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 2 });
    expect(emulator.control.journal.calls('transactions.preAuthorize')).toHaveLength(1);
  });
});

/** Clients whose requests no code of somebody's own carries. */
const plain: Readonly<
  Record<string, (options: ClientOptions) => Pick<CustomerCreditClient, 'accounts' | 'transactions'>>
> = {
  ky: (options) => new CustomerCreditClient(options),
  'the global fetch': (options) => createClient(options),
  'undici’s request': (options) => createClient({ ...options, transport: undiciTransport() }),
};

const toNowhere = (host = '127.0.0.1'): ClientOptions => ({
  accountName: 'mystore',
  ...keyPair,
  baseUrl: nowhere.replace('127.0.0.1', host),
  maxRetryDelay: 1,
});

describe('a connection that is refused by the API’s own address', () => {
  test.each(['127.0.0.1', 'localhost'])('was not sent, and is tried again: %s', async (host) => {
    for (const connect of Object.values(plain)) {
      const error = await rejection(
        connect(toNowhere(host)).transactions.preAuthorize(account, { value: 50 }),
      );
      expect(error).toMatchObject({ outcome: 'not-sent', retryable: true, attempts: 3 });
    }
  });

  test.each(Object.keys(ways))('by %s is believed of a read alone', async (way) => {
    const client = ways[way]?.(toNowhere(), () => undefined);
    if (client === undefined) throw new Error('no such way');
    // A transport of this package below another one vouches for it.
    const outcome = way === 'a transport' ? 'not-sent' : 'unknown';
    expect(await rejection(client.transactions.preAuthorize(account, { value: 50 }))).toMatchObject({
      outcome,
    });
    expect(await rejection(client.accounts.get(account))).toMatchObject({ outcome: 'not-sent', attempts: 3 });
  });
});

describe('what repeats by itself below the client', () => {
  /** The first change is made and its answer lost; the server is gone for the next. */
  async function restarting(): Promise<{ readonly baseUrl: string; readonly made: () => number }> {
    let made = 0;
    const gone = createServer((socket) => {
      socket.once('data', () => {
        made += 1;
        gone.close();
        socket.destroy();
      });
    });
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const address = gone.address();
    if (typeof address !== 'object' || address === null) throw new Error('a server without a port');
    return { baseUrl: `http://127.0.0.1:${address.port}`, made: () => made };
  }

  const again = async (send: () => Promise<Response>): Promise<Response> => send().catch(send);

  test.each<[string, (options: ClientOptions) => Pick<CustomerCreditClient, 'invoices'>]>([
    [
      'a fetch of a Request',
      (options) =>
        createClient({ ...options, fetch: (request: Request) => again(() => fetch(request.clone())) }),
    ],
    [
      'a fetch of an address',
      (options) => createClient({ ...options, fetch: (url: string, init) => again(() => fetch(url, init)) }),
    ],
  ])('%s leaves open what was done', async (_, connect) => {
    const { baseUrl, made } = await restarting();
    const client = connect({ ...toNowhere(), baseUrl, retries: 0 });
    const error = await rejection(client.invoices.cancel(opened));
    expect(error).toMatchObject({ outcome: 'unknown' });
    expect(made()).toBe(1);
  });

  test('a RetryAgent or an interceptor as the dispatcher of fetch leaves open what was done', async () => {
    const before = getGlobalDispatcher();
    const agents = [
      new RetryAgent(new Agent(), { maxRetries: 2, minTimeout: 1, timeoutFactor: 1 }),
      new Agent().compose(interceptors.retry({ maxRetries: 2, minTimeout: 1, timeoutFactor: 1 })),
    ];
    for (const agent of agents) {
      setGlobalDispatcher(agent);
      try {
        for (const connect of [plain['ky'], plain['the global fetch']]) {
          const error = await rejection(
            connect?.(toNowhere()).transactions.preAuthorize(account, { value: 50 }) ?? Promise.resolve(),
          );
          expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 });
        }
      } finally {
        setGlobalDispatcher(before);
      }
    }
  });

  test('a fetch that calls the same address after the answer leaves open what was done', async () => {
    const { baseUrl, made } = await restarting();
    const client = createClient({
      ...toNowhere(),
      baseUrl,
      retries: 0,
      fetch: async (request: Request) => {
        await fetch(request).catch(() => undefined);
        return fetch(`${baseUrl}/log`);
      },
    });
    const error = await rejection(client.transactions.preAuthorize(account, { value: 50 }));
    expect(error).toMatchObject({ outcome: 'unknown' });
    expect(made()).toBe(1);
  });
});

test('a network that undici mocks compares the text of a change', async () => {
  const before = getGlobalDispatcher();
  const agent = new MockAgent();
  agent.disableNetConnect();
  const body = '{"observation":"é"}';
  agent
    .get('http://127.0.0.1:8080')
    .intercept({ path: /invoices/, method: 'PUT', body })
    .reply(200, '');
  setGlobalDispatcher(agent);
  try {
    const client = createClient({ ...toNowhere(), baseUrl: 'http://127.0.0.1:8080', fetch: undiciFetch });
    await client.invoices.update(opened, { observation: 'é' });
    agent.assertNoPendingInterceptors();
  } finally {
    setGlobalDispatcher(before);
    await agent.close();
  }
});
