/** Says what the release workflow has to do next, in one word: `version`, `publish` or `nothing`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, root } from './config.ts';
import { isPublished } from './registry.ts';

const { name, version } = manifest();
const changes = readdirSync(join(root, '.changeset')).some(
  (file) => file.endsWith('.md') && file !== 'README.md',
);

if (changes) console.log('version');
else if (version !== '0.0.0' && !(await isPublished(name, version))) console.log('publish');
else console.log('nothing');
