import { describe, expect, test } from 'vitest';
import { fieldsOf } from '../../scripts/openapi/json.ts';
import { isOperationId, type OperationId } from '../../src/api/table.ts';
import { documents, observed } from '../fixtures/index.ts';
import { answerSchemaOf, bodyOf, parametersOf, parameterValue, problems } from './checker.ts';

function idOf({ operation }: { readonly operation: string }): OperationId {
  if (!isOperationId(operation)) throw new Error(`no operation ${operation}`);
  return operation;
}

const examples = documents.filter(({ template }) => !template);
const requests = examples.filter(({ kind }) => kind === 'request');
const queries = examples.filter(({ kind }) => kind === 'query');
const responses = examples.filter(({ kind }) => kind === 'response');

/** What is wrong with a query by the parameters of an operation; a name it does not have is wrong, too. */
function queryProblems(id: OperationId, query: object): readonly string[] {
  const parameters = parametersOf(id).filter((parameter) => parameter.in === 'query');
  return Object.entries(query).flatMap(([name, value]) => {
    const parameter = parameters.find((each) => each.name === name);
    if (parameter === undefined) return [`no parameter ${name}`];
    return problems(parameter.schema, parameterValue(parameter.schema, String(value)));
  });
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

describe('the payloads of the documents', () => {
  test('are all here', () => {
    expect([requests.length, queries.length, responses.length]).toEqual([17, 2, 29]);
  });

  test.each(requests)('request $id is what the document asks for', (example) => {
    const schema = bodyOf(idOf(example));
    expect(schema).toBeDefined();
    expect(problems(schema ?? '#', example.json)).toEqual([]);
  });

  test.each(queries)('query $id is what the document asks for', (example) => {
    expect(queryProblems(idOf(example), asObject(example.json))).toEqual([]);
  });

  test.each(responses)('response $id is what the document promises', (example) => {
    const schema = answerSchemaOf(idOf(example), 200);
    expect(schema).toBeDefined();
    expect(problems(schema ?? '#', example.json)).toEqual([]);
  });

  test.each(documents.filter(({ template }) => template))('template $id is no request', (example) => {
    expect(problems(bodyOf(idOf(example)) ?? '#', example.json)).not.toEqual([]);
  });

  test.each(responses)('response $id is none any more without what it needs', (example) => {
    const schema = answerSchemaOf(idOf(example), 200) ?? '#';
    expect(problems(schema, {})).not.toEqual([]);
    expect(problems(schema, null)).not.toEqual([]);
    const texts = fieldsOf(JSON.parse(JSON.stringify(example.json))).map(([name]) => [name, { other: true }]);
    expect(problems(schema, Object.fromEntries(texts))).not.toEqual([]);
  });
});

describe('the observed variants', () => {
  const answers = observed.flatMap((variant) => (variant.kind === 'response' ? [variant] : []));
  const errors = observed.flatMap((variant) => (variant.kind === 'error' ? [variant] : []));

  test.each(answers)('response $id is what the document promises', (variant) => {
    expect(problems(answerSchemaOf(idOf(variant), 200) ?? '#', variant.json)).toEqual([]);
  });

  test.each(observed.filter(({ kind }) => kind === 'date'))('date $id is one', (variant) => {
    expect(problems('#/components/schemas/WireDate', variant.kind === 'date' ? variant.json : 0)).toEqual([]);
  });

  test('no other text is a date', () => {
    for (const text of ['today', '2024-13-01', '2024-05-20T25:00:00Z', '20/05/2024', ' 2024-05-20'])
      expect(problems('#/components/schemas/WireDate', text), text).not.toEqual([]);
  });

  test.each(errors.filter(({ id }) => ['error/code-message', 'error/message-only'].includes(id)))(
    'error $id has the documented form',
    ({ body }) => {
      expect(problems('#/components/schemas/Error', JSON.parse(body))).toEqual([]);
    },
  );
});
