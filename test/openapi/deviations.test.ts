import { describe, expect, test } from 'vitest';
import { differences, factsIn, tellsOf } from '../../scripts/openapi/compare.ts';
import { areas } from '../../scripts/openapi/deviations/list.ts';
import { type Facts, factsOf } from '../../scripts/openapi/facts.ts';
import { nameOf } from '../../scripts/openapi/names.ts';
import { operationIds, table } from '../client/http/calls.ts';
import { officialOperations } from '../fixtures/index.ts';
import official from '../fixtures/official-openapi-facts.json' with { type: 'json' };
import { document } from './checker.ts';

const deviations = areas.flatMap((area) => area.deviations);
const here = factsOf(document, nameOf);
const theirs: Facts = official;
const all = differences(theirs, here);

const untold = (found: ReturnType<typeof differences>) =>
  found.filter((difference) => deviations.filter((deviation) => tellsOf(deviation, difference)).length !== 1);

describe('the deviations from the official file', () => {
  test('are about the facts of all of it: every operation, with the permissions of the other fixture', () => {
    for (const { operation, permission, officialId } of officialOperations)
      expect(theirs[operation]).toMatchObject({ permission, operationId: officialId });
    expect(
      operationIds.filter((id) => theirs[id] === undefined && table[id].undocumented === undefined),
    ).toEqual([]);
    expect(all.length).toBeGreaterThan(500);
  });

  test('are all listed, each of them once', () => {
    expect(untold(all)).toEqual([]);
  });

  test.each(deviations)('$place is still different: $reason', (deviation) => {
    const told = all.filter((difference) => tellsOf(deviation, difference)).map(({ fact }) => fact);
    expect([...new Set(told)].toSorted()).toEqual([...factsIn(deviation)].toSorted());
  });

  test('are missed when the official file changes under a listed one, or elsewhere', () => {
    const changed: Facts = {
      ...theirs,
      'invoices.list query(from)': { type: 'number' },
      'invoices.get answer(200) newField': { type: 'string' },
      'invoices.postpone body() dueDays': { required: true, type: 'integer' },
    };
    const noticed = untold(differences(changed, here)).map(({ place, fact }) => `${place}: ${fact}`);
    expect(noticed).toEqual([
      'invoices.list query(from): type',
      'invoices.get answer(200) newField: declared',
    ]);
  });
});
