import { printable } from '../text/printable.ts';

/** What an error answer says, in whichever of the known forms it came. */
export interface ErrorBody {
  readonly vtexCode?: number | string;
  readonly vtexMessage?: string;
}

const longestMessage = 500;
const longestCode = 100;
/** How far into a page its title is looked for. */
const headOfPage = 4096;

type Redact = (text: string) => string;

// Redacted before it is cut: a secret across the cut would leave its beginning.
function shortened(text: string, redact: Redact, longest = longestMessage): string {
  const line = printable(redact(text)).replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function field(value: unknown, ...names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = Object.entries(value).find(([name]) => names.includes(name.toLowerCase()));
  return found?.[1];
}

function isCode(value: unknown): value is number | string {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function fromJson(json: unknown, redact: Redact): ErrorBody {
  if (typeof json === 'string') return json.trim() === '' ? {} : { vtexMessage: shortened(json, redact) };
  const listed = Array.isArray(json) ? json : field(json, 'errors');
  const inner: unknown = Array.isArray(listed) ? listed[0] : field(json, 'error');
  const holder = typeof inner === 'object' && inner !== null ? inner : json;
  const code = field(holder, 'code');
  const message =
    field(holder, 'message') ??
    (typeof inner === 'string' ? inner : undefined) ??
    field(holder, 'detail') ??
    field(holder, 'title');
  return {
    ...(isCode(code)
      ? { vtexCode: typeof code === 'string' ? shortened(code, redact, longestCode) : code }
      : {}),
    ...(typeof message === 'string' && message.trim() !== ''
      ? { vtexMessage: shortened(message, redact) }
      : {}),
  };
}

function titleOf(html: string, redact: Redact): string | undefined {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html.slice(0, headOfPage))?.[1];
  return title === undefined || title.trim() === '' ? undefined : shortened(title, redact);
}

/**
 * Reads an error answer: `{code, message}`, `{message}`, `{Message}`, `{error: {code, message}}`, `{errors: […]}`,
 * `{title, detail}`, plain text, an HTML page (its title) or nothing at all. `redact` takes secrets out of what it says.
 */
export function readErrorBody(text: string, redact: Redact = (said) => said): ErrorBody {
  if (text.trim() === '') return {};
  try {
    const json: unknown = JSON.parse(text);
    return fromJson(json, redact);
  } catch {
    if (!text.trimStart().startsWith('<')) return { vtexMessage: shortened(text, redact) };
    const title = titleOf(text, redact);
    return title === undefined ? {} : { vtexMessage: title };
  }
}
