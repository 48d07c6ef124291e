import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../entries.ts';
import { moduleOf, typeFiles } from './sources.ts';

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function typeNamesIn(statement: ts.Statement): readonly string[] {
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
    ? [statement.name.text]
    : [];
}

const schemaNamesIn = (statement: ts.Statement): readonly string[] =>
  ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.getText())
    : [];

/** Everything of one kind that the files of types export, exported once more. */
function listOf(keyword: string, namesIn: (statement: ts.Statement) => readonly string[]): string {
  const lines = typeFiles().map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const names = statements.filter(isExported).flatMap(namesIn);
    return `${keyword} { ${names.toSorted().join(', ')} } from '${moduleOf(file)}';`;
  });
  return `// Written by \`npm run shapes\` from the files of types. Do not edit.\n\n${lines.join('\n')}\n`;
}

/** The types of requests and answers alone: whoever uses them needs no zod. */
export const typeList = (): string => listOf('export type', typeNamesIn);

/** The schemas of requests and answers. */
export const schemaList = (): string => listOf('export', schemaNamesIn);
