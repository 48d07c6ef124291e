/** Clients for one invoice and for a page of 300, each as its own documentation has it. */
import { invoiceAt } from './data.mjs';

const { creditAccountId, id } = invoiceAt(0);
const one = `/api/creditcontrol/accounts/${creditAccountId}/invoices/${id}`;
const page = '/api/creditcontrol/invoices?from=1&to=300';
const headers = { 'X-VTEX-API-AppKey': 'key', 'X-VTEX-API-AppToken': 'token', accept: 'application/json' };

const ours = async (url, more = {}) => {
  const { CustomerCreditClient } = await import('vtex-customer-credit');
  return wrapped(
    new CustomerCreditClient({ accountName: 'a', appKey: 'key', appToken: 'token', baseUrl: url, ...more }),
  );
};

const wrapped = (client) => ({
  one: () => client.invoices.get({ creditAccountId, id }),
  page: async () => ({ data: await client.invoices.list({ pageSize: 300 }).toArray({ limit: 300 }) }),
});

const optional = async (specifier) => {
  try {
    return await import(specifier);
  } catch {
    return {};
  }
};

export const clients = {
  'fetch, as it is': (url) => ({
    one: async () => (await fetch(url + one, { headers })).json(),
    page: async () => (await fetch(url + page, { headers })).json(),
  }),
  'undici.request, as it is': async (url) => {
    const { request } = await import('undici');
    const get = async (path) => (await request(url + path, { headers })).body.json();
    return { one: () => get(one), page: () => get(page) };
  },
  ky: async (url) => {
    const { default: ky } = await import('ky');
    const api = ky.create({ headers });
    return { one: () => api.get(url + one).json(), page: () => api.get(url + page).json() };
  },
  'openapi-fetch': async (url) => {
    const { default: createClient } = await import('openapi-fetch');
    const api = createClient({ baseUrl: `${url}/api/creditcontrol`, headers });
    const path = { creditAccountId, invoiceId: id };
    return {
      one: async () =>
        (await api.GET('/accounts/{creditAccountId}/invoices/{invoiceId}', { params: { path } })).data,
      page: async () => (await api.GET('/invoices', { params: { query: { from: 1, to: 300 } } })).data,
    };
  },
  axios: async (url) => {
    const { default: axios } = await import('axios');
    const api = axios.create({ baseURL: url, headers });
    return { one: async () => (await api.get(one)).data, page: async () => (await api.get(page)).data };
  },
  'hey-api with zod': async (url) => {
    const { client, invoicesGet, invoicesList } = await import('../generated/hey-api.mjs');
    client.setConfig({ baseUrl: url, headers, throwOnError: true });
    const path = { creditAccountId, invoiceId: id };
    return {
      one: async () => (await invoicesGet({ path })).data,
      page: async () => (await invoicesList({ query: { from: 1, to: 300 } })).data,
    };
  },
  'this client, ky': (url) => ours(url),
  'this client, ky, strict': (url) => ours(url, { validation: 'strict' }),
  'this client, fetch': async (url) => {
    const { createClient } = await import('vtex-customer-credit');
    if (createClient === undefined) return undefined;
    return wrapped(createClient({ accountName: 'a', appKey: 'key', appToken: 'token', baseUrl: url }));
  },
  'this client, undici': async (url) => {
    const { undiciTransport } = await optional('vtex-customer-credit/undici');
    if (undiciTransport === undefined) return undefined;
    const transport = undiciTransport();
    return { ...(await ours(url, { transport })), close: () => transport.close?.() };
  },
};

/** Contestants of what `pick` chooses of each client. */
export const contestantsOf = (pick, check) =>
  Object.fromEntries(
    Object.entries(clients).map(([name, make]) => [
      name,
      async (url) => {
        const client = await make(url);
        if (client === undefined)
          throw Object.assign(new Error('not part of this build'), { code: 'ABSENT' });
        const run = client[pick];
        return { run, check: async () => check(await run()), close: client.close };
      },
    ]),
  );
