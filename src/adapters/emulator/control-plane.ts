import { isCustomerCreditError } from '../../errors/index.ts';
import { readBody } from './body.ts';
import { controlMethods, isControlMethod, type LocalControl } from './control-methods.ts';

/** The control plane lies beside the API, never below it. */
export const controlPath = '/_control';

export const isControlPath = (path: string): boolean =>
  path === controlPath || path.startsWith(`${controlPath}/`);

const largestBody = 1_073_741_824;

function json(status: number, content: unknown): Response {
  return new Response(JSON.stringify(content), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

const refuse = (status: number, message: string): Response => json(status, { error: { message } });

/** What was wrong, with everything needed to throw the same error on the other side. */
function failed(error: unknown): Response {
  if (isCustomerCreditError(error)) return json(400, { error: error.toJSON() });
  // Arguments so wrong that they were not even looked at.
  if (error instanceof TypeError) return refuse(400, 'The arguments are not those of the method.');
  throw error;
}

/**
 * Answers a request to the control plane: `POST /_control/clock.advance` with the arguments as a JSON array, or with
 * the only argument by itself; `GET /_control` lists the methods. Refuses requests that a web page sends.
 */
export async function answerControl(
  control: LocalControl,
  path: string,
  request: Request,
): Promise<Response> {
  if (request.headers.has('origin')) return refuse(403, 'The control plane is not for web pages.');
  const name = path.slice(controlPath.length).replace(/^\//, '');
  if (name === '' && request.method === 'GET') return json(200, { result: Object.keys(controlMethods) });
  if (!isControlMethod(name))
    return refuse(404, `There is no method "${name}": GET ${controlPath} lists them.`);
  if (request.method !== 'POST') return refuse(405, 'Methods of the control plane are called with POST.');
  const body = await readBody(request, largestBody);
  if (body.kind !== 'json') return refuse(400, 'The body is not JSON in UTF-8.');
  const args: readonly unknown[] = Array.isArray(body.json)
    ? body.json
    : body.json === undefined
      ? []
      : [body.json];
  try {
    return json(200, { result: controlMethods[name](control, args) ?? null });
  } catch (error) {
    return failed(error);
  }
}
