/**
 * Writes `docs/methods.md`, the table of the client's methods, from the definitions of the operations, the signatures of
 * the resources and `openapi.json`: `npm run methods`, or with `--check` says whether it is up to date.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { type OperationId, operationIds, operationsById } from '../src/api/table.ts';
import { apiError } from '../src/errors/index.ts';

const file = 'docs/methods.md';

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

const document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
} = JSON.parse(readFileSync('openapi.json', 'utf8'));

const described = new Map(
  Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => [operation.operationId, operation] as const),
  ),
);

function descriptionOf(id: OperationId): Described {
  const found = described.get(id);
  if (found === undefined) throw new Error(`openapi.json: expected the operation ${id}`);
  return found;
}

interface Signatures {
  readonly methods: ReadonlyMap<string, string>;
  /** The interfaces that it extends. */
  readonly bases: readonly string[];
}

/** `list(filter?)` of `InvoicesResource`, by the name of the interface; options of the call are the same everywhere. */
function signatures(): ReadonlyMap<string, Signatures> {
  const found = new Map<string, Signatures>();
  for (const path of globSync('src/client/resources/*.ts')) {
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements.filter(ts.isInterfaceDeclaration)) {
      const methods = statement.members.filter(ts.isMethodSignature).map((method): [string, string] => {
        const names = method.parameters
          .map(({ name, questionToken }) => `${name.getText()}${questionToken === undefined ? '' : '?'}`)
          .filter((name) => name !== 'options?');
        return [method.name.getText(), names.join(', ')];
      });
      const bases = (statement.heritageClauses ?? []).flatMap(({ types }) =>
        types.map(({ expression }) => expression.getText()),
      );
      found.set(statement.name.text, { methods: new Map(methods), bases });
    }
  }
  return found;
}

const interfaces = signatures();

function parametersOf(name: string, method: string): string | undefined {
  const { methods, bases = [] } = interfaces.get(name) ?? {};
  return (
    methods?.get(method) ?? bases.map((base) => parametersOf(base, method)).find((each) => each !== undefined)
  );
}

/** `accounts.holders` is `HoldersResource`. */
function callOf(id: OperationId): string {
  const [method = '', resource = ''] = id.split('.').reverse();
  const name = `${resource.charAt(0).toUpperCase()}${resource.slice(1)}Resource`;
  const parameters = parametersOf(name, method);
  if (parameters === undefined) throw new Error(`${name}: expected the method ${method}`);
  return `${id}(${parameters})`;
}

/** The codes of the errors that the API's answers to an operation become. */
const codesOf = (id: OperationId): readonly string[] =>
  Object.keys(descriptionOf(id).responses)
    .map(Number)
    .filter((status) => status >= 300)
    .map((status) => apiError({ status }).code);

const distinct = (names: readonly string[]): string[] => [...new Set(names)];
const everywhere = distinct(operationIds.flatMap(codesOf)).filter((code) =>
  operationIds.every((id) => codesOf(id).includes(code)),
);
const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

function row(id: OperationId): string {
  const { method, path, permission, retry, undocumented } = operationsById[id];
  const more = distinct(codesOf(id)).filter((code) => !everywhere.includes(code));
  const summary = `${descriptionOf(id).summary}${undocumented === undefined ? '' : ' (undocumented)'}`;
  return `| \`${callOf(id)}\` | ${summary} | \`${method} ${path}\` | ${permission} | ${retry} | ${list(more)} |`;
}

const resourceOf = (id: OperationId): string => id.slice(0, id.lastIndexOf('.'));

const titles: Readonly<Record<string, string>> = {
  invoices: 'Invoices',
  accounts: 'Accounts',
  transactions: 'Holds and settlement',
  'accounts.holders': 'Dependents',
  storeConfig: 'Store configuration',
};

const sections = distinct(operationIds.map(resourceOf)).map((resource) => {
  const title = titles[resource];
  if (title === undefined) throw new Error(`scripts/methods.ts: expected a title for ${resource}`);
  return `## ${title}

| method | | request | permission | class | also throws |
|---|---|---|---|---|---|
${operationIds
  .filter((id) => resourceOf(id) === resource)
  .map(row)
  .join('\n')}`;
});

const page = `<!-- Written by scripts/methods.ts from the definitions of the operations. -->

# Methods

The ${operationIds.length} operations of the API, each with its method of the client. Paths are below
\`https://{accountName}.vtexcommercestable.com.br/api/creditcontrol\`.

- **Permission**: the License Manager resource, of the product *Credit Control*, that the key or user needs. *Main Access* grants every one.
- **Class**: *read* and *idempotent* requests may be sent again; *once* must not happen twice. [Errors and retries](errors.md#retries-and-recovery)
  says what that means.
- **Also throws**: codes of errors beside those that every method may throw: ${list(everywhere)},
  for an answer of the API; \`invalid_input\` before anything is sent; \`network\`, \`timeout\`, \`invalid_response\`, \`response_too_large\` and \`unexpected_status\` for
  an answer that did not come or cannot be used; and, where something is changed, \`unknown_outcome\`.
- Every method takes options for the call as its last argument: see [the client](client.md).

${sections.join('\n\n')}

## Methods that make several requests

| method | does |
|---|---|
| \`invoices.summarize(filter?)\` | walks a whole list and adds it up exactly |
| \`invoices.findByOrder(orderId, filter?)\` | walks a list and keeps one order's invoices |
| \`invoices.findByFriendlyId(friendlyId)\` | searches by the API's filter, and throws when several match |
| \`storeConfig.merge(update)\` | reads the configuration, changes it and sends it whole |
| \`request({ method, path, query, body })\` | any other request below the same path |
`;

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== page) {
    console.error(`${file} is out of date: run \`npm run methods\``);
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, page);
}
