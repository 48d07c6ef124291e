import { support } from '../../scripts/support-policy.ts';

/** What `npm run test:runtimes` runs on, from support.json. Run by itself, this prints the names as a JSON list. */
export const targets: readonly { readonly id: string; readonly version: string }[] = [
  ...support.node.lines.flatMap(({ version }) =>
    ['esm', 'cjs'].map((format) => ({ id: `node-${version.split('.')[0]}-${format}`, version })),
  ),
  ...[...support.runtimes, ...support.testRunners, ...support.packageManagers].map(({ id, version }) => ({
    id,
    version,
  })),
  ...support.typescript.versions.map((version) => ({
    id: `typescript-${version.split('.').slice(0, 2).join('.')}`,
    version,
  })),
  ...support.bundlers.map(({ id, version }) => ({ id, version })),
];

if (import.meta.main) console.log(JSON.stringify(targets.map(({ id }) => id)));
