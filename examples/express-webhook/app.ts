import { createHmac, timingSafeEqual } from 'node:crypto';
import express, { type Express } from 'express';
import { type CustomerCredit, isApiError, isCustomerCreditError } from 'vtex-customer-credit';

export interface AppOptions {
  readonly client: CustomerCredit;
  /** What the provider signs with: HMAC-SHA256 over the body, as hex in `x-signature`. */
  readonly secret: string;
}

interface Payment {
  readonly creditAccountId: string;
  readonly invoiceId: string;
  /** In cents. */
  readonly amount: number;
}

function isSigned(body: Buffer, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function readPayment(body: Buffer): Payment | undefined {
  try {
    const { creditAccountId, invoiceId, amount } = JSON.parse(body.toString('utf8'));
    const valid =
      typeof creditAccountId === 'string' && typeof invoiceId === 'string' && Number.isInteger(amount);
    return valid ? { creditAccountId, invoiceId, amount } : undefined;
  } catch {
    return undefined;
  }
}

export function createApp({ client, secret }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.post(
    '/webhooks/payment',
    express.raw({ type: () => true, limit: '64kb' }),
    async (request, response) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!isSigned(body, request.get('x-signature') ?? '', secret)) {
        response.status(401).json({ error: 'signature' });
        return;
      }
      const payment = readPayment(body);
      if (payment === undefined) {
        response.status(400).json({ error: 'body' });
        return;
      }
      try {
        const { creditAccountId, invoiceId: id, amount } = payment;
        const invoice = await client.invoices.get({ creditAccountId, id });
        if (Math.round(invoice.value * 100) !== amount) response.status(422).json({ error: 'amount' });
        else if (invoice.status === 'Paid') response.json({ status: 'Paid', again: true });
        else response.json({ status: (await client.invoices.markAsPaid(invoice)).status });
      } catch (error) {
        if (!isCustomerCreditError(error)) throw error;
        console.error(error.code, error.operation, error.outcome);
        const later = error.retryable || error.outcome === 'unknown';
        const status = later ? 503 : isApiError(error) && error.status === 404 ? 404 : 422;
        response.status(status).json({ error: error.code });
      }
    },
  );
  return app;
}
