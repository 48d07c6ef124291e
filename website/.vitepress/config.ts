import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTheme, defineConfig } from 'vitepress';
import llms from 'vitepress-plugin-llms';
import { entries } from '../../scripts/entries.ts';

const root = join(import.meta.dirname, '../..');
const source = join(root, '.cache/site/source');
const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { repository, homepage } = JSON.parse(readFileSync(join(root, 'release.config.json'), 'utf8'));
/** Where the site lies on its host: a project's pages on GitHub lie in a folder. */
const base = homepage === null ? '/' : `${new URL(homepage).pathname.replace(/\/$/, '')}/`;

const items = (pages: readonly string[][]): DefaultTheme.SidebarItem[] =>
  pages.map(([text, link]) => ({ text, link: `/${link}` }));

const guides: DefaultTheme.SidebarItem[] = [
  {
    text: 'Begin',
    items: items([
      ['Getting started', 'getting-started'],
      ['Playground', 'playground'],
      ['From raw fetch', 'migration'],
    ]),
  },
  {
    text: 'Tasks',
    items: items([
      ['Invoices', 'invoices'],
      ['Accounts and dependents', 'accounts'],
      ['Holds and instalments', 'holds'],
      ['Postponement', 'postponement'],
      ['Bulk settlement by CSV', 'bulk-settlement'],
      ['CSV', 'csv'],
      ['Recipes', 'recipes'],
    ]),
  },
  {
    text: 'The client',
    items: items([
      ['Options', 'client'],
      ['Methods', 'methods'],
      ['Errors and retries', 'errors'],
      ['Outcomes', 'outcomes'],
      ['Kinds of faults', 'robustness'],
      ['Transports', 'transports'],
      ['Rate limits', 'rate-limits'],
      ['Observability', 'observability'],
      ['Security', 'security'],
    ]),
  },
  {
    text: 'Tests and tools',
    items: items([
      ['Testing', 'testing'],
      ['Reference and emulator', 'emulator'],
      ['The program', 'cli'],
      ['The screens', 'screens'],
      ['The screens, live', 'live-screens'],
      ['The contract suite', 'contract'],
    ]),
  },
  {
    text: 'Look up',
    items: items([
      ['Troubleshooting', 'troubleshooting'],
      ['Questions', 'faq'],
      ['What is known', 'fidelity'],
      ['The five documents', 'documents'],
      ['OpenAPI', 'openapi'],
      ['Compatibility', 'compatibility'],
      ['Changelog', 'changelog'],
      ['Dependencies', 'dependencies'],
      ['Benchmarks', 'benchmarks'],
      ['Mutation tests', 'mutation'],
      ['API reference', 'api/'],
    ]),
  },
];

const modules: DefaultTheme.SidebarItem[] = [
  {
    text: 'API reference',
    link: '/api/',
    items: items(entries.map(({ specifier }) => [specifier, `api/${specifier}/`])),
  },
];

export default defineConfig({
  lang: 'en',
  title: 'vtex-customer-credit',
  description,
  base,
  srcDir: source,
  outDir: join(root, 'site'),
  cacheDir: join(root, '.cache/site/vitepress'),
  cleanUrls: true,
  lastUpdated: false,
  head: [['link', { rel: 'icon', href: `${base}screens/icon.svg`, type: 'image/svg+xml' }]],
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } },
  // Pages with wide tables have the room of the outline.
  transformPageData: ({ relativePath, frontmatter }) =>
    ['methods.md', 'documents.md', 'outcomes.md', 'fidelity.md', 'openapi.md'].includes(relativePath)
      ? { frontmatter: { ...frontmatter, aside: false, pageClass: 'reference' } }
      : undefined,
  vite: {
    plugins: [
      llms({
        ignoreFiles: ['api/**'],
        domain: homepage === null ? undefined : new URL(homepage).origin,
        sidebar: guides,
      }),
    ],
    build: { chunkSizeWarningLimit: 2000 },
  },
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/getting-started', activeMatch: '^/(?!api/|playground|methods|$)' },
      { text: 'Methods', link: '/methods' },
      { text: 'Playground', link: '/playground' },
      { text: 'API reference', link: '/api/', activeMatch: '^/api/' },
    ],
    sidebar: {
      '/': guides,
      '/api/': modules,
    },
    outline: { level: [2, 3] },
    search: { provider: 'local' },
    socialLinks: repository ? [{ icon: 'github', link: repository }] : [],
    footer: { message: 'Unofficial: not made, reviewed or supported by VTEX. MIT licence.' },
  },
});
