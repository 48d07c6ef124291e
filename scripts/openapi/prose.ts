import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { otherTexts, wireTexts } from './texts.ts';

const folder = new URL('../../src/', import.meta.url);

/** The paragraphs of a doc comment, each on one line. */
function paragraphsOf(node: ts.Node): readonly string[] {
  const [doc] = ts.getJSDocCommentsAndTags(node);
  const text = doc !== undefined && ts.isJSDoc(doc) ? ts.getTextOfJSDocComment(doc.comment) : undefined;
  return (text ?? '').split(/\n[ \t]*\n/).flatMap((each) => each.trim().replace(/\s*\n\s*/g, ' ') || []);
}

const commentOf = (node: ts.Node): string | undefined =>
  paragraphsOf(node).length === 0 ? undefined : paragraphsOf(node).join(' ');

const definitionFiles = ['api/**/*operations.ts'];
const typeFiles = ['api/*/*types.ts', 'api/common.ts', 'errors/issue.ts', 'client/pagination.ts'];

function sourcesOf(patterns: readonly string[]): readonly ts.SourceFile[] {
  return globSync([...patterns], { cwd: folder })
    .toSorted()
    .map((file) =>
      ts.createSourceFile(file, readFileSync(new URL(file, folder), 'utf8'), ts.ScriptTarget.Latest, true),
    );
}

interface TypeTexts {
  /** What the types say of themselves and of their fields: `Invoice`, `Invoice.dueDate`. */
  readonly texts: ReadonlyMap<string, string>;
  /** The interfaces that an interface extends, and the type whose fields another has. */
  readonly bases: ReadonlyMap<string, readonly string[]>;
  /** The named type of a field, or of what it lists: of `Statement.metadata` it is `StatementMetadata`. */
  readonly behind: ReadonlyMap<string, string>;
}

/** The names in a type, outermost first: `Page`, `Account` and `AccountSummary` of `Page<Account, AccountSummary>`. */
function namesIn(type: ts.Node | undefined): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) names.push(node.typeName.getText());
    ts.forEachChild(node, visit);
  };
  if (type !== undefined) visit(type);
  return names;
}

function readTypes(): TypeTexts {
  const texts = new Map<string, string>();
  const bases = new Map<string, readonly string[]>();
  const behind = new Map<string, string>();
  const parameters = new Map<string, readonly string[]>();
  const aliases: ts.TypeAliasDeclaration[] = [];
  const keep = (name: string, node: ts.Node): void => {
    const text = commentOf(node);
    if (text !== undefined) texts.set(name, text);
  };
  for (const source of sourcesOf(typeFiles)) {
    ts.forEachChild(source, (node) => {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) return;
      keep(node.name.text, node);
      parameters.set(node.name.text, node.typeParameters?.map(({ name }) => name.text) ?? []);
      if (!ts.isInterfaceDeclaration(node)) {
        aliases.push(node);
        return;
      }
      const extended = node.heritageClauses?.flatMap(({ types }) => types.map((type) => type.getText()));
      bases.set(node.name.text, extended ?? []);
      for (const member of node.members) {
        if (member.name === undefined || !ts.isIdentifier(member.name)) continue;
        const place = `${node.name.text}.${member.name.text}`;
        keep(place, member);
        const [name] = ts.isPropertySignature(member) ? namesIn(member.type) : [];
        if (name !== undefined) behind.set(place, name);
      }
    });
  }
  for (const { name, type } of aliases) {
    const [outer = '', ...inner] = namesIn(type);
    if (ts.isMappedTypeNode(type)) bases.set(name.text, namesIn(type.typeParameter));
    // The fields of a generic type, with what it was given.
    const fields = [...behind].filter(([place]) => place.startsWith(`${outer}.`));
    for (const [place, parameter] of fields) {
      const given = inner[(parameters.get(outer) ?? []).indexOf(parameter)];
      if (given !== undefined) behind.set(place.replace(outer, name.text), given);
    }
  }
  return { texts, bases, behind };
}

/** What a definition of an operation says of it: its doc comment, the first paragraph apart. */
interface OperationProse {
  readonly summary: string;
  readonly notes: string | undefined;
}

function idIn(call: ts.CallExpression): string | undefined {
  const [definition] = call.arguments;
  if (definition === undefined || !ts.isObjectLiteralExpression(definition)) return undefined;
  const id = definition.properties.find((property) => property.name?.getText() === 'id');
  return id !== undefined && ts.isPropertyAssignment(id) && ts.isStringLiteral(id.initializer)
    ? id.initializer.text
    : undefined;
}

function readOperations(): ReadonlyMap<string, OperationProse> {
  const found = new Map<string, OperationProse>();
  const visit = (node: ts.Node, statement: ts.Node): void => {
    const id =
      ts.isCallExpression(node) && node.expression.getText() === 'defineOperation' ? idIn(node) : undefined;
    const [summary, ...notes] = id === undefined ? [] : paragraphsOf(statement);
    if (id !== undefined && summary !== undefined)
      found.set(id, { summary, notes: notes.length === 0 ? undefined : notes.join('\n\n') });
    ts.forEachChild(node, (child) => visit(child, statement));
  };
  for (const source of sourcesOf(definitionFiles))
    ts.forEachChild(source, (statement) => visit(statement, statement));
  return found;
}

export interface Prose {
  /** The text for a type or a field, also one that it has from another type. Throws when there is none. */
  of(name: string): string;
  /** The name of the type that a field has, or whose items it lists; nothing where it has none. */
  typeBehind(name: string): string | undefined;
  /** Throws when the definition of the operation has no doc comment. */
  ofOperation(id: string): OperationProse;
  /** Names of written texts that nothing asked for, or that stand in the wrong list. */
  unused(): readonly string[];
}

/** The texts of the document: the doc comments, and what `texts.ts` has beyond them or instead. */
export function readProse(): Prose {
  const { texts: ofTypes, bases, behind } = readTypes();
  const ofOperations = readOperations();
  const others = new Map(Object.entries(otherTexts));
  const onTheWire = new Map(Object.entries(wireTexts));
  const asked = new Set<string>();
  const find = (name: string): string | undefined => {
    const text = onTheWire.get(name) ?? others.get(name) ?? ofTypes.get(name);
    if (text !== undefined) {
      asked.add(name);
      return text;
    }
    const [type = '', ...field] = name.split('.');
    return (bases.get(type) ?? []).map((base) => find([base, ...field].join('.'))).find((each) => each);
  };
  return {
    of: (name) => {
      const text = find(name);
      if (text === undefined) throw new Error(`scripts/openapi/texts.ts: no text for ${name}`);
      return text;
    },
    typeBehind: (name) => {
      const [type = '', ...field] = name.split('.');
      const places = [type, ...(bases.get(type) ?? [])].map((each) => [each, ...field].join('.'));
      return places.map((place) => behind.get(place)).find((each) => each !== undefined);
    },
    ofOperation: (id) => {
      const prose = ofOperations.get(id);
      if (prose === undefined) throw new Error(`src/api: the definition of ${id} has no doc comment`);
      return prose;
    },
    unused: () => [
      ...[...others.keys()].filter((name) => !asked.has(name) || ofTypes.has(name)),
      ...[...onTheWire.keys()].filter((name) => !asked.has(name) || !ofTypes.has(name)),
    ],
  };
}
