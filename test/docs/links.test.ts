import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents, headingsOf, root, textOf, withoutCode } from './markdown.ts';

const more = ['CONTRIBUTING.md', 'SECURITY.md', 'SUPPORT.md', 'examples/README.md', '.github/RELEASING.md'];

interface Link {
  readonly from: string;
  readonly to: string;
  /** What a picture shows, in words; `undefined` for a link. */
  readonly shows: string | undefined;
}

/** Links and pictures to something in the repository, as the documents have them. */
function linksOf(document: string): Link[] {
  const found = withoutCode(textOf(document)).matchAll(/(?:!\[([^\]]*))?\]\(([^)\s]+)\)/g);
  return [...found]
    .map(([, shows, to = '']) => ({ from: document, to, shows }))
    .filter(({ to }) => !/^(?:https?:|mailto:)/.test(to));
}

/** The name of a heading in an address: as GitHub and the site make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/\]\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsOf = (document: string): string[] => headingsOf(textOf(document)).map(anchorOf);

const links = [...documents, ...more].flatMap(linksOf);

function placeOf({ from, to }: Link): { readonly file: string; readonly anchor: string | undefined } {
  const [path = '', anchor] = to.split('#');
  return { file: path === '' ? from : normalize(join(dirname(from), decodeURIComponent(path))), anchor };
}

describe('the links of the documents', () => {
  it('lead to files and headings that are there', () => {
    const dead = links.filter((link) => {
      const { file, anchor } = placeOf(link);
      if (!existsSync(join(root, file))) return true;
      return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor);
    });
    expect(dead).toEqual([]);
    expect(links.length).toBeGreaterThan(100);
  });

  it('lead from what is in the package to what is in the package', () => {
    const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const packed = (file: string): boolean =>
      files.some(
        (pattern: string) => pattern === file || (pattern === 'docs/*.md' && /^docs\/[^/]+\.md$/.test(file)),
      );
    const lost = links.filter(({ from }) => packed(from)).filter((link) => !packed(placeOf(link).file));
    // But for pictures, which would make the package a tenth larger: words say what they show.
    const isPicture = ({ shows }: Link): boolean => (shows?.length ?? 0) > 10;
    expect(lost.filter((link) => !isPicture(link))).toEqual([]);
  });

  it('lead to every guide from its list', () => {
    const listed = new Set(linksOf('docs/index.md').map((link) => placeOf(link).file));
    const guides = documents.filter((document) => !['README.md', 'docs/index.md'].includes(document));
    expect(guides.filter((document) => !listed.has(document))).toEqual([]);
  });
});
