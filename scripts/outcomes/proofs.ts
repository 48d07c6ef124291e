import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** What proves what about an operation, in the words of its recovery's comment. */
export interface Proof {
  readonly done: string;
  readonly notDone: string;
  readonly undecided: string;
}

const tags = { 'proves-done': 'done', 'proves-not-done': 'notDone', undecided: 'undecided' } as const;

/** A tag of a comment with its text; TypeScript ends a tag's name at a hyphen. */
const tag = /@(proves-done|proves-not-done|undecided) ([^@]+?)\s*(?=\n \* @|\n \*\/)/g;

/** The proofs of the recoveries, by the names of their constants. */
function proofsByName(): ReadonlyMap<string, Proof> {
  const proofs = new Map<string, Proof>();
  for (const path of globSync(['src/api/**/recovery.ts', 'src/api/**/*operations.ts'])) {
    const text = readFileSync(path, 'utf8');
    for (const [, comment = '', name = ''] of text.matchAll(
      /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\n(?:export )?const (\w+)/g,
    )) {
      const found = new Map<string, string>();
      for (const [, key = '', said = ''] of comment.matchAll(tag))
        found.set(key, said.replace(/\s*\n \* ?/g, ' '));
      const [done, notDone, undecided] = Object.keys(tags).map((key) => found.get(key));
      if (done !== undefined && notDone !== undefined && undecided !== undefined)
        proofs.set(name, { done, notDone, undecided });
    }
  }
  return proofs;
}

/** `paid` of `recovery.paid(get)`, `refunded` of `recovery.refunded`. */
function nameOf(expression: ts.Expression): string {
  const named = ts.isCallExpression(expression) ? expression.expression : expression;
  return ts.isPropertyAccessExpression(named) ? named.name.text : named.getText();
}

/** The proof of each operation that has a recovery. Throws for one whose comment does not say all three. */
export function proofsOfOperations(): ReadonlyMap<string, Proof> {
  const byName = proofsByName();
  const proofs = new Map<string, Proof>();
  for (const path of globSync('src/api/**/*operations.ts')) {
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node)) {
        const field = (name: string): ts.Expression | undefined =>
          node.properties.filter(ts.isPropertyAssignment).find((property) => property.name.getText() === name)
            ?.initializer;
        const [id, recovery] = [field('id'), field('recovery')];
        if (id !== undefined && recovery !== undefined && ts.isStringLiteral(id)) {
          const proof = byName.get(nameOf(recovery));
          if (proof === undefined)
            throw new Error(
              `${path}: the comment of the recovery of ${id.text} does not say what proves what`,
            );
          proofs.set(id.text, proof);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return proofs;
}
