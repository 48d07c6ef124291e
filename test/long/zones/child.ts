import { transcript } from './story.ts';

// To the error stream, so that what has to be the same everywhere stays alone.
process.stderr.write(`${new Date(Date.UTC(2024, 6, 1)).getTimezoneOffset()}`);
for await (const line of transcript()) process.stdout.write(`${line}\n`);
