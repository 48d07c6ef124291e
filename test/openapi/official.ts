import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Facts } from '../../scripts/openapi/facts.ts';
import type { OperationId } from '../../src/api/table.ts';
import official from '../fixtures/official-openapi-facts.json' with { type: 'json' };

const facts: Facts = official;

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Exception {
  readonly place: RegExp;
  readonly without: 'required' | 'integer';
  readonly reason: string;
}

/** Where the official file asks for what an official text or example does not keep to itself. */
const exceptions: readonly Exception[] = [
  {
    place: /^invoices\.listByAccount .* summary\.(?:totalPaid|totalCancelled)$/,
    without: 'integer',
    reason: 'a sum of amounts: 8.01 in the guide',
  },
  {
    place: /^accounts\.\w+ .*\b(?:document|documentType)$/,
    without: 'required',
    reason: 'an update without them wipes them, and an account that a purchase makes has none',
  },
];

const textOf = (fact: unknown): string | undefined => (typeof fact === 'string' ? fact : undefined);

function schemaAt(place: string, allowed: readonly Exception[]): Schema {
  const { type, enum: names } = facts[place] ?? {};
  const lacks = (what: Exception['without'], at = place): boolean =>
    allowed.some(({ place: where, without }) => without === what && where.test(at));
  const inner = place.endsWith(')') ? `${place} ` : `${place}.`;
  const fields = Object.keys(facts).filter(
    (each) => each.startsWith(inner) && !/[.[]/.test(each.slice(inner.length)),
  );
  const told = textOf(type);
  return {
    ...(told === undefined ? {} : { type: told === 'integer' && lacks('integer') ? 'number' : told }),
    ...(Array.isArray(names) ? { enum: names.map(String) } : {}),
    ...(fields.length === 0
      ? {}
      : {
          properties: Object.fromEntries(
            fields.map((each) => [each.slice(inner.length), schemaAt(each, allowed)]),
          ),
          required: fields
            .filter((each) => facts[each]?.['required'] === true && !lacks('required', each))
            .map((each) => each.slice(inner.length)),
        }),
    ...(facts[`${place}[]`] === undefined ? {} : { items: schemaAt(`${place}[]`, allowed) }),
  };
}

const ajv = new Ajv2020({ strict: true, allErrors: true });
const compiled = new Map<OperationId, ReturnType<typeof ajv.compile>>();

function validatorOf(id: OperationId, allowed: readonly Exception[]): ReturnType<typeof ajv.compile> {
  const known = allowed === exceptions ? compiled.get(id) : undefined;
  const validate = known ?? ajv.compile(schemaAt(`${id} answer(200)`, allowed));
  if (allowed === exceptions) compiled.set(id, validate);
  return validate;
}

/** Whether the official file knows an operation. */
export const isOfficial = (id: OperationId): boolean => facts[`${id} answer(200)`] !== undefined;

/** What is wrong with the text of a successful answer, by the official file alone. Nothing: it matches. */
export function officialProblems(
  id: OperationId,
  text: string,
  allowed: readonly Exception[] = exceptions,
): readonly string[] {
  if (facts[`${id} answer(200)`]?.['media'] === undefined)
    return text === '' ? [] : ['a body where there is none'];
  if (text === '') return ['no body'];
  const validate = validatorOf(id, allowed);
  if (validate(JSON.parse(text))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
