/** Prints what CHANGELOG.md says about the present version. */
import { manifest, notesOf, read } from './config.ts';

const { version } = manifest();
const notes = notesOf(read('CHANGELOG.md'), version);
if (notes === undefined) throw new Error(`CHANGELOG.md: expected a chapter "## ${version}"`);
console.log(notes);
