import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { otherTexts, wireTexts } from './texts.ts';

const folder = new URL('../../src/', import.meta.url);

const commentOf = (node: ts.Node): string | undefined => {
  const [doc] = ts.getJSDocCommentsAndTags(node);
  const text = doc !== undefined && ts.isJSDoc(doc) ? ts.getTextOfJSDocComment(doc.comment) : undefined;
  return text?.replace(/\s*\n\s*/g, ' ');
};

/** What the types say of themselves and of their fields: `Invoice`, `Invoice.dueDate`. */
function textsOfTypes(): Map<string, string> {
  const texts = new Map<string, string>();
  const keep = (name: string, node: ts.Node): void => {
    const text = commentOf(node);
    if (text !== undefined) texts.set(name, text);
  };
  for (const file of globSync(
    ['api/**/types.ts', 'api/common.ts', 'errors/issue.ts', 'client/pagination.ts'],
    { cwd: folder },
  )) {
    const source = ts.createSourceFile(
      file,
      readFileSync(new URL(file, folder), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    ts.forEachChild(source, (node) => {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) return;
      keep(node.name.text, node);
      if (!ts.isInterfaceDeclaration(node)) return;
      for (const member of node.members) {
        if (member.name !== undefined && ts.isIdentifier(member.name))
          keep(`${node.name.text}.${member.name.text}`, member);
      }
    });
  }
  return texts;
}

export interface Prose {
  /** The text for a type or a field. Throws when there is none. */
  of(name: string): string;
  /** Names of written texts that nothing asked for, or that stand in the wrong list. */
  unused(): readonly string[];
}

/** The texts of the document: the comments of the types, and what `texts.ts` has beyond them or instead. */
export function readProse(): Prose {
  const ofTypes = textsOfTypes();
  const others = new Map(Object.entries(otherTexts));
  const onTheWire = new Map(Object.entries(wireTexts));
  const asked = new Set<string>();
  return {
    of: (name) => {
      asked.add(name);
      const text = onTheWire.get(name) ?? others.get(name) ?? ofTypes.get(name);
      if (text === undefined) throw new Error(`scripts/openapi/texts.ts: no text for ${name}`);
      return text;
    },
    unused: () => [
      ...[...others.keys()].filter((name) => !asked.has(name) || ofTypes.has(name)),
      ...[...onTheWire.keys()].filter((name) => !asked.has(name) || !ofTypes.has(name)),
    ],
  };
}
