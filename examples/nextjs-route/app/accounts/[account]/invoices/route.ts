import { credit, failure } from '../../../../lib/credit';

export const dynamic = 'force-dynamic';

interface Context {
  readonly params: Promise<{ readonly account: string }>;
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  // Here: is the visitor signed in, and is this their account?
  const { account } = await params;
  try {
    const creditAccountId = decodeURIComponent(account);
    await credit().accounts.get(creditAccountId);
    const open = await credit().invoices.list({ creditAccountId, status: 'Opened' }).toArray();
    return Response.json(
      open.map(({ id, value, dueDate, paymentLink }) => ({ id, value, dueDate, paymentLink })),
    );
  } catch (error) {
    return failure(error);
  }
}
