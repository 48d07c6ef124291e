/** Takes the changesets into CHANGELOG.md and the next version, and writes that version into package-lock.json too. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, read, root } from './config.ts';

execFileSync(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], {
  cwd: root,
  stdio: 'inherit',
});

const { version } = manifest();

interface Lockfile {
  version: string;
  readonly packages: { readonly '': { version: string } };
}

// By hand: `npm install` would also look for newer versions of what is in the lockfile.
const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;
lockfile.version = version;
lockfile.packages[''].version = version;
writeFileSync(join(root, 'package-lock.json'), `${JSON.stringify(lockfile, null, 2)}\n`);

console.log(`package.json, package-lock.json and CHANGELOG.md are at ${version}`);
