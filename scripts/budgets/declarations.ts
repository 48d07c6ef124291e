import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { manifest, root } from '../entries.ts';

const run = promisify(execFile);

const files = [
  {
    what: 'types of the client',
    limit: 120,
    code: "import { CustomerCreditClient } from 'vtex-customer-credit';\nconst client = new CustomerCreditClient({ accountName: 'a', appKey: 'k', appToken: 't' });\nexport const invoice = await client.invoices.get({ creditAccountId: 'a', id: 'b' });\n",
  },
  {
    what: 'types of the reference',
    limit: 40,
    code: "import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';\nexport const reference = createInMemoryCustomerCredit({ now: '2024-05-08T12:00:00Z' });\n",
  },
] as const;

/** How many types the compiler makes of a file beyond those of an empty one. */
export async function typesMade(): Promise<Array<{ what: string; count: number; limit: number }>> {
  const work = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    mkdirSync(join(work, 'node_modules'));
    symlinkSync(root, join(work, 'node_modules', manifest.name), 'dir');
    writeFileSync(join(work, 'package.json'), '{"type":"module"}');
    const count = async (code: string): Promise<number> => {
      writeFileSync(join(work, 'user.ts'), code);
      const options = ['--noEmit', '--strict', '--skipLibCheck', '--extendedDiagnostics'];
      const target = ['--target', 'ES2022', '--lib', 'ES2022,DOM', '--module', 'NodeNext', 'user.ts'];
      const compiler = join(root, 'node_modules/typescript/bin/tsc');
      const { stdout } = await run(process.execPath, [compiler, ...options, ...target], { cwd: work });
      return Number(/^Types:\s+(\d+)/m.exec(stdout)?.[1]);
    };
    const empty = await count('export {};\n');
    const counted = [];
    for (const { what, limit, code } of files)
      counted.push({ what, limit, count: (await count(code)) - empty });
    return counted;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
