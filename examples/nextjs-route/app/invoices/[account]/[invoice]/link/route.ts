import { credit, failure } from '../../../../../lib/credit';

interface Context {
  readonly params: Promise<{ readonly account: string; readonly invoice: string }>;
}

export async function PUT(request: Request, { params }: Context): Promise<Response> {
  // Here: may the caller do this?
  const { account, invoice } = await params;
  const { url } = await request.json().catch(() => ({}));
  if (typeof url !== 'string' || !URL.canParse(url) || new URL(url).protocol !== 'https:')
    return Response.json({ error: 'expected url to be an https address' }, { status: 400 });
  try {
    const reference = { creditAccountId: decodeURIComponent(account), id: decodeURIComponent(invoice) };
    await credit().invoices.update(reference, { paymentLink: url });
    return new Response(null, { status: 204 });
  } catch (error) {
    return failure(error);
  }
}
