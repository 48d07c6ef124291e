import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export interface Fence {
  readonly language: string;
  readonly code: string;
  /** The line of its first fence, from 1. */
  readonly line: number;
  /** What stands in the comment just above it. */
  readonly comment: string | undefined;
}

/** The README and the guides, as paths from the root. */
export const documents: readonly string[] = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export const textOf = (document: string): string => readFileSync(join(root, document), 'utf8');

/** The fenced blocks of a text, in order. */
export function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/(?:^<!-- (.+) -->\n)?^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => {
    const [whole, comment, language = '', code = ''] = match;
    const before = text.slice(0, match.index + (comment === undefined ? 0 : whole.indexOf('```')));
    return { language, code, comment, line: before.split('\n').length };
  });
}

/** A text without its fenced blocks and pieces of code, for whoever looks for links. */
export const withoutCode = (text: string): string =>
  text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

/** The headings of a text. */
export const headingsOf = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);
