import { setupServer } from 'msw/node';
import {
  type CustomerCredit,
  CustomerCreditClient,
  fetchTransport,
  type HttpOptions,
  kyTransport,
  type Transport,
} from 'vtex-customer-credit';
import { createEmulator, type Emulator } from 'vtex-customer-credit/emulator';
import {
  type CallerCredentials,
  type Control,
  createInMemoryCustomerCredit,
  type ReferenceOptions,
} from 'vtex-customer-credit/memory';
import { handlers } from 'vtex-customer-credit/msw';
import { type Listening, listen } from 'vtex-customer-credit/node';
import { undiciTransport } from 'vtex-customer-credit/undici';

/** A store behind an adapter. */
export interface Opened {
  /** Has Main Access, whoever else is named. */
  readonly client: CustomerCredit;
  readonly control: Control;
  /** The same store as someone else sees it. */
  clientAs(credentials: CallerCredentials): CustomerCredit;
}

/** One way to reach the reference. The suite is the same for all of them. */
export interface Adapter {
  readonly name: string;
  open(options: ReferenceOptions): Opened;
}

export const inMemory: Adapter = {
  name: 'in memory',
  open: (options) => createInMemoryCustomerCredit(options),
};

const owner = { appKey: 'owner-key', appToken: 'owner-token' };

/** An adapter of HTTP: a store of its own each time, and how a client reaches it. */
function httpAdapter(
  name: string,
  reach: (
    emulator: Emulator,
  ) => Partial<Pick<HttpOptions, 'accountName' | 'fetch' | 'transport' | 'baseUrl'>>,
): Adapter {
  return {
    name,
    open: (options) => {
      const named = options.seed?.callers ?? [];
      const callers =
        named.length === 0 ? [] : [...named, { ...owner, permissions: ['Main Access' as const] }];
      const emulator = createEmulator({ ...options, seed: { ...options.seed, callers } });
      const way = reach(emulator);
      const clientAs = ({ appKey = '', appToken = '', userToken }: CallerCredentials): CustomerCredit =>
        new CustomerCreditClient({
          ...(userToken === undefined ? { appKey, appToken } : { userToken }),
          accountName: 'mystore',
          ...way,
          now: emulator.control.clock.now,
          retries: 0,
          validation: 'strict',
        });
      return { client: clientAs(owner), control: emulator.control, clientAs };
    },
  };
}

export const overHttp: Adapter = httpAdapter('over HTTP', ({ fetch }) => ({ fetch }));

/** What can carry a client's requests over a socket. */
export const transports: Readonly<Record<'ky' | 'fetch' | 'undici', () => Transport>> = {
  ky: () => kyTransport(),
  fetch: () => fetchTransport(),
  undici: () => undiciTransport(),
};

export type TransportName = keyof typeof transports;

export const transportNames: readonly TransportName[] = ['ky', 'fetch', 'undici'];

/** One server for many stores, each below a path of its own; `add` gives the base URL of one more. */
export async function storesOnSocket(): Promise<{
  readonly server: Listening;
  readonly add: (emulator: Emulator) => string;
}> {
  const emulators: Emulator[] = [];
  const server = await listen({
    fetch: (request) => {
      const [, number = '', path = ''] = /^http:\/\/[^/]+\/(\d+)(.*)$/s.exec(request.url) ?? [];
      const emulator = emulators[Number(number)];
      if (emulator === undefined) throw new Error(`no store ${number}`);
      return emulator.fetch(new Request(`http://localhost${path}`, request));
    },
  });
  return { server, add: (emulator) => `${server.url}/${emulators.push(emulator) - 1}` };
}

/** Through a socket: one server for all the stores. */
export async function overSocket(
  name: TransportName = 'ky',
): Promise<{ readonly adapter: Adapter; readonly server: Listening }> {
  const { server, add } = await storesOnSocket();
  const transport = transports[name]();
  const adapter = httpAdapter(`through a socket by ${name}`, (emulator) => ({
    baseUrl: add(emulator),
    transport,
  }));
  return { adapter, server };
}

/** Through the global fetch, with Mock Service Worker in between: each store has an account name of its own. */
export function overMsw(): { readonly adapter: Adapter; readonly server: ReturnType<typeof setupServer> } {
  const server = setupServer();
  let stores = 0;
  const adapter = httpAdapter('through Mock Service Worker', (emulator) => {
    stores += 1;
    const accountName = `store-${stores}`;
    server.resetHandlers(...handlers(emulator, `https://${accountName}.vtexcommercestable.com.br`));
    return { accountName };
  });
  return { adapter, server };
}
