/** The value of the header `Date` by a clock. It changes once in a second, and is written anew only then. */
export function createDateHeader(now: () => number): () => string {
  let second = Number.NaN;
  let text = '';
  return () => {
    const present = Math.floor(now() / 1000);
    if (present !== second) {
      second = present;
      text = new Date(present * 1000).toUTCString();
    }
    return text;
  };
}
