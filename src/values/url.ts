/** An absolute URL, or `undefined` for what is none; for runtimes that lack `URL.canParse`. */
export function urlOf(text: string | URL): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
