import { CustomerCreditClient, isApiError } from 'vtex-customer-credit';

interface Env {
  readonly VTEX_ACCOUNT: string;
  readonly VTEX_APP_KEY: string;
  readonly VTEX_APP_TOKEN: string;
  /** Only for tests: an emulator. */
  readonly VTEX_BASE_URL?: string;
}

const clientOf = (env: Env): CustomerCreditClient =>
  new CustomerCreditClient({
    accountName: env.VTEX_ACCOUNT,
    appKey: env.VTEX_APP_KEY,
    appToken: env.VTEX_APP_TOKEN,
    baseUrl: env.VTEX_BASE_URL,
    // A Worker's time is short: fail early.
    totalTimeout: 10_000,
  });

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const [, id] = /^\/accounts\/([^/]+)\/open$/.exec(new URL(request.url).pathname) ?? [];
    if (id === undefined || request.method !== 'GET') return new Response('not found', { status: 404 });
    try {
      const creditAccountId = decodeURIComponent(id);
      const client = clientOf(env);
      await client.accounts.get(creditAccountId);
      const open = await client.invoices.list({ creditAccountId, status: 'Opened' }).toArray();
      return Response.json(
        open.map(({ friendlyId, value, dueDate, paymentLink }) => ({
          friendlyId,
          value,
          dueDate,
          paymentLink,
        })),
      );
    } catch (error) {
      if (isApiError(error) && error.status === 404) return new Response('not found', { status: 404 });
      console.error(error);
      return new Response('try again later', { status: 503 });
    }
  },

  async scheduled(_event: unknown, env: Env): Promise<void> {
    const { totalOverdue, count } = await clientOf(env).invoices.summarize({ status: 'Overdue' });
    console.log(`${count} invoices are overdue, ${totalOverdue} in all`);
  },
};
