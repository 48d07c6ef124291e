// Shorter ones are made up for a test; taking every `any` out of a text would only garble it.
const shortestSecret = 8;

const htmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The forms in which a server may repeat a secret: as it is, in a URL, in a page, and in base64. */
function formsOf(secret: string): string[] {
  const inPage = secret.replace(/[&<>"']/g, (character) => htmlEntities[character] ?? character);
  const whole = secret.toWellFormed();
  const bytes = new TextEncoder().encode(whole);
  return [secret, encodeURIComponent(whole), inPage, btoa(String.fromCharCode(...bytes))];
}

/** The secrets to look for. The longest first, else a key inside a token would leave the rest of the token. */
export function worthHiding(secrets: ReadonlyArray<string | undefined>): string[] {
  const long = secrets.flatMap((secret) =>
    secret !== undefined && secret.length >= shortestSecret ? formsOf(secret) : [],
  );
  return [...new Set(long)].toSorted((a, b) => b.length - a.length);
}

/** The pattern of a list of secrets: who sends a thousand requests has one list. */
const patterns = new WeakMap<readonly string[], RegExp>();

function patternOf(secrets: readonly string[]): RegExp {
  const known = patterns.get(secrets);
  if (known !== undefined) return known;
  const any = secrets.map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const pattern = new RegExp(any, 'gi');
  patterns.set(secrets, pattern);
  return pattern;
}

/** A text with secrets, as `worthHiding` gives them, taken out, in whatever case. The list is not changed afterwards. */
export function redacted(text: string, secrets: readonly string[]): string {
  return secrets.length === 0 ? text : text.replace(patternOf(secrets), '[redacted]');
}
