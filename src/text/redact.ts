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

/** A text with secrets, as `worthHiding` gives them, taken out, in whatever case. */
export function redacted(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text;
  const any = secrets.map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return text.replace(new RegExp(any, 'gi'), '[redacted]');
}
