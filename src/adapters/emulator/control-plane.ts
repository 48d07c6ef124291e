import { isCustomerCreditError } from '../../errors/index.ts';
import { readLongBody } from './body.ts';
import { controlMethods, isControlMethod, type LocalControl, runControl } from './control-methods.ts';
import { streamOf } from './fetch.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { encoded } from './json/decode.ts';
import { jsonText } from './json/pieces.ts';

/** The control plane lies beside the API, never below it. */
export const controlPath = '/_control';

export const isControlPath = (path: string): boolean =>
  path === controlPath || path.startsWith(`${controlPath}/`);

/** A snapshot of a million invoices has half of it. */
const largestBody = 2_147_483_648;

/** No method takes nearly as many arguments. */
const mostArguments = 16;

const headersOfJson = (): Record<string, string> => ({
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
});

function json(status: number, content: unknown): HttpAnswer {
  const text = jsonText(content);
  const body = typeof text === 'string' ? text : streamOf(encoded(text));
  return { status, headers: headersOfJson(), body };
}

const refuse = (status: number, message: string): HttpAnswer => json(status, { error: { message } });

/** What was wrong, with everything needed to throw the same error on the other side. */
function failed(error: unknown): HttpAnswer {
  if (isCustomerCreditError(error)) return json(400, { error: error.toJSON() });
  // Arguments so wrong that they were not even looked at, or nested so deep that nobody can.
  if (error instanceof TypeError || error instanceof RangeError)
    return refuse(400, 'The arguments are not those of the method.');
  throw error;
}

/** Whether a web page sends this that is not the emulator's own. */
function isForeignPage({ header, ownOrigin }: HttpRequest): boolean {
  const origin = header('origin');
  if (origin !== undefined) return ownOrigin === undefined || origin !== ownOrigin;
  const site = header('sec-fetch-site');
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/**
 * Answers a request to the control plane: `POST /_control/clock.advance` with the arguments as a JSON array, or with
 * the only argument by itself; `GET /_control` lists the methods. Refuses what a web page sends, but for the pages of
 * the emulator itself.
 */
export async function answerControl(
  control: LocalControl,
  path: string,
  request: HttpRequest,
): Promise<HttpAnswer> {
  if (isForeignPage(request)) return refuse(403, 'The control plane is not for web pages.');
  const name = path.slice(controlPath.length).replace(/^\//, '');
  if (name === '' && request.method === 'GET') return json(200, { result: controlMethods });
  if (!isControlMethod(name))
    return refuse(404, `There is no method "${name}": GET ${controlPath} lists them.`);
  if (request.method !== 'POST') return refuse(405, 'Methods of the control plane are called with POST.');
  const body = await readLongBody(request, largestBody);
  if (body.kind === 'too-large') return refuse(413, `The body is larger than ${largestBody} bytes.`);
  if (body.kind === 'malformed') return refuse(400, 'The body is not JSON in UTF-8.');
  const args: readonly unknown[] = Array.isArray(body.json)
    ? body.json
    : body.json === undefined
      ? []
      : [body.json];
  if (args.length > mostArguments)
    return refuse(
      400,
      `Expected at most ${mostArguments} arguments. A list that is the only argument needs a list around it.`,
    );
  try {
    return json(200, { result: runControl(control, name, args) ?? null });
  } catch (error) {
    return failed(error);
  }
}
