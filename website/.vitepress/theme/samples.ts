/** The programs that the playground begins with: those of `website/samples`, which are tested like everything else. */
const texts: Readonly<Record<string, string>> = import.meta.glob('../../samples/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface Sample {
  readonly title: string;
  readonly code: string;
  /** One step of the tour, which begins with a number. */
  readonly isStep: boolean;
}

export const samples: readonly Sample[] = Object.keys(texts)
  .sort()
  .map((path) => {
    const [first = '', ...lines] = (texts[path] ?? '').split('\n');
    const title = first.replace(/^\/\/ /, '');
    const code = lines.join('\n').replaceAll("'../quickstart.ts'", "'quickstart'");
    return { title, code, isStep: /^\d+\. /.test(title) };
  });
