// Shorter ones are made up for a test; taking every `any` out of a text would only garble it.
const shortestSecret = 8;

/** The secrets to look for. The longest first, else a key inside a token would leave the rest of the token. */
export function worthHiding(secrets: ReadonlyArray<string | undefined>): string[] {
  return secrets
    .flatMap((secret) => (secret !== undefined && secret.length >= shortestSecret ? secret : []))
    .toSorted((a, b) => b.length - a.length);
}

/** A text with secrets, as `worthHiding` gives them, taken out. */
export function redacted(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => left.replaceAll(secret, '[redacted]'), text);
}
