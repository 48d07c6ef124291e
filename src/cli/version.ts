import { readFileSync } from 'node:fs';

/** The version of the package, from its own description: that lies two folders up, bundled or not. */
export function packageVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return version;
}
