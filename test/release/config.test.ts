import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notesOf, readOrigin, withOrigin } from '../../scripts/release/config.ts';

const config = (changes: object): string =>
  JSON.stringify({ repository: null, homepage: null, bugs: null, ...changes });
const repository = 'https://github.com/acme/vtex-customer-credit';

describe('where the project is at home', () => {
  it('is refused while nobody said it', () => {
    expect(readOrigin(config({}))).toEqual({
      problems: ['release.config.json: expected repository, such as https://github.com/OWNER/NAME'],
    });
  });

  it('is derived from the repository', () => {
    expect(readOrigin(config({ repository }))).toEqual({
      repository: { type: 'git', url: `git+${repository}.git` },
      homepage: `${repository}#readme`,
      bugs: { url: `${repository}/issues` },
    });
  });

  it('may be elsewhere for readers and for reports', () => {
    const homepage = 'https://credit.example.com';
    const bugs = 'https://bugs.example.com';
    expect(readOrigin(config({ repository, homepage, bugs }))).toMatchObject({
      homepage,
      bugs: { url: bugs },
    });
  });

  it.each([
    ['repository', { repository: `${repository}.git` }],
    ['repository', { repository: 'https://example.com/acme/x' }],
    ['repository', { repository: 'acme/x' }],
    ['homepage', { repository, homepage: 'http://example.com' }],
    ['bugs', { repository, bugs: 7 }],
    ['repo', { repository, repo: repository }],
  ])('names a wrong %s', (field, changes) => {
    const read = readOrigin(config(changes));
    expect('problems' in read ? read.problems.join('\n') : '').toContain(field);
  });

  it('is written into package.json beside the licence, and nothing else changes', () => {
    const before = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
    const origin = readOrigin(config({ repository }));
    if ('problems' in origin) throw new Error(origin.problems.join('\n'));
    const once = withOrigin(before, origin);
    expect(JSON.parse(once)).toEqual({ ...JSON.parse(before), ...origin });
    expect(Object.keys(JSON.parse(once)).slice(4, 8)).toEqual(['license', 'repository', 'homepage', 'bugs']);
    expect(withOrigin(once, origin)).toBe(once);
  });
});

describe('the chapter of a version', () => {
  const changelog =
    '# vtex-customer-credit\n\n## 1.2.0\n\n### Minor Changes\n\n- New.\n\n## 1.1.0\n\n- Old.\n';

  it('is what stands below its heading', () => {
    expect(notesOf(changelog, '1.2.0')).toBe('### Minor Changes\n\n- New.');
    expect(notesOf(changelog, '1.1.0')).toBe('- Old.');
  });

  it('is undefined where there is none', () => {
    expect(notesOf(changelog, '1.2')).toBeUndefined();
    expect(notesOf('# vtex-customer-credit\n', '1.2.0')).toBeUndefined();
  });
});
