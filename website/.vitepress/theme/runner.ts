/** A program of the playground: what it prints, and its end. */
export type Said =
  | { readonly kind: 'line'; readonly text: string; readonly error: boolean }
  | { readonly kind: 'end'; readonly failed: boolean };

/** What a program may import, and the file of the site that it is. */
const files: Readonly<Record<string, string>> = {
  'vtex-customer-credit': 'client.js',
  'vtex-customer-credit/memory': 'memory.js',
  'vtex-customer-credit/emulator': 'emulator.js',
  'vtex-customer-credit/csv': 'csv.js',
  quickstart: 'quickstart.js',
};

/** Runs in the worker, before the program: sends on what is printed. */
const preamble = `
const show = (value) => {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.name + ': ' + value.message;
  if (typeof value !== 'object' || value === null) return String(value);
  const text = JSON.stringify(value, (_, inner) => (inner === undefined ? null : inner));
  return text.length > 100 ? JSON.stringify(value, null, 2) : text;
};
for (const name of ['log', 'info', 'debug', 'warn', 'error'])
  console[name] = (...values) =>
    postMessage({ kind: 'line', text: values.map(show).join(' '), error: name === 'warn' || name === 'error' });
`;

const addressed = (code: string, base: string): string =>
  code.replace(/(\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\2/g, (whole, before, quote, name) => {
    const file = files[name];
    return file === undefined ? whole : `${before}${quote}${base}${file}${quote}`;
  });

/**
 * Runs a program in a worker of its own, so that one that never ends can be stopped and the page stays alive.
 * @param base The address of the folder with the package's modules.
 * @returns Stops the program.
 */
export function run(code: string, base: string, tell: (said: Said) => void): () => void {
  const address = (text: string): string =>
    URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const program = address(addressed(code, base));
  const worker = new Worker(
    address(`${preamble}
import(${JSON.stringify(program)}).then(
  () => postMessage({ kind: 'end', failed: false }),
  (error) => { console.error(error); postMessage({ kind: 'end', failed: true }); },
);`),
    { type: 'module' },
  );
  const stop = (): void => {
    worker.terminate();
    URL.revokeObjectURL(program);
  };
  worker.onmessage = ({ data }: MessageEvent<Said>) => {
    tell(data);
    if (data.kind === 'end') stop();
  };
  worker.onerror = ({ message }) => {
    tell({ kind: 'line', text: message, error: true });
    tell({ kind: 'end', failed: true });
    stop();
  };
  return stop;
}
