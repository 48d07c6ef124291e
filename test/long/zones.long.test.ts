import { expect, it } from 'vitest';
import { suites, zones } from './zones/zones.ts';

const paths = [
  'test/ledger',
  'test/values',
  'test/api/schemas',
  'test/client/resources',
  'test/reference',
  'test/contract/in-memory.test.ts',
  'test/contract/http.test.ts',
];

it('the suites that deal with dates come to the same in every time zone', async ({ annotate }) => {
  const told = [];
  for (const zone of zones) told.push(await suites(zone, paths));
  const [utc = []] = told;
  await annotate(`${utc.length} tests`);
  expect(utc.length).toBeGreaterThan(500);
  expect(utc.filter((line) => !line.startsWith('passed '))).toEqual([]);
  for (const each of told) expect(each).toEqual(utc);
}, 600_000);
