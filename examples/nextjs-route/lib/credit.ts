import { CustomerCreditClient, isApiError } from 'vtex-customer-credit';

let client: CustomerCreditClient | undefined;

/** One client for the whole server, made when it is first asked for: not while Next.js builds, without credentials. */
export function credit(): CustomerCreditClient {
  const { VTEX_ACCOUNT = '', VTEX_APP_KEY = '', VTEX_APP_TOKEN = '', VTEX_BASE_URL } = process.env;
  client ??= new CustomerCreditClient({
    accountName: VTEX_ACCOUNT,
    appKey: VTEX_APP_KEY,
    appToken: VTEX_APP_TOKEN,
    baseUrl: VTEX_BASE_URL,
    totalTimeout: 10_000,
  });
  return client;
}

/** What a visitor gets to see of a failure: nothing of the inside. */
export function failure(error: unknown): Response {
  if (isApiError(error) && (error.status === 404 || error.status === 409))
    return Response.json({ error: error.code }, { status: error.status });
  console.error(error);
  return Response.json({ error: 'try again later' }, { status: 503 });
}
