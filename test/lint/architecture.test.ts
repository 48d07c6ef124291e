import { describe, expect, it } from 'vitest';
import { check } from '../../scripts/architecture.ts';

const rulesBroken = (path: string, text: string): string[] => check(path, text).map(({ rule }) => rule);

describe('arrows between the rooms', () => {
  it.each([
    ['src/ledger/bad.ts', "import { x } from '../api/invoices/types.ts';"],
    ['src/ledger/bad.ts', "import { type x } from '../api/invoices/types.ts';"],
    ['src/ledger/bad.ts', "import { x } from '../reference/engine/store.ts';"],
    ['src/ledger/bad.ts', "import type { x } from '../client/executor.ts';"],
    ['src/ledger/deep/bad.ts', "import { x } from '../../errors/index.ts';"],
    ['src/values/bad.ts', "import { x } from '../api/invoices/types.ts';"],
    ['src/values/bad.ts', "import type { x } from '../ledger/records.ts';"],
    ['src/errors/bad.ts', "export type X = import('../client/http/executor.ts').X;"],
    ['src/api/bad.ts', "import { x } from '../ledger/credit.ts';"],
    ['src/api/invoices/bad.ts', "import { x } from '../../client/resources/invoices.ts';"],
    ['src/api/bad.ts', "import type { x } from '../client/executor.ts';"],
    ['src/reference/bad.ts', "import { x } from '../client/http/executor.ts';"],
    ['src/reference/engine/bad.ts', "import type { x } from '../../client/http/executor.ts';"],
    ['src/reference/engine/bad.ts', "export { x } from '../../client/http/executor.ts';"],
    ['src/reference/engine/bad.ts', "import type { x } from '../control/faults.ts';"],
    ['src/reference/control/bad.ts', "import { x } from '../serve/serve-call.ts';"],
    ['src/reference/bad.ts', "const x = await import('../client/http/executor.ts');"],
    ['src/reference/bad.ts', "const x = require('../client/http/executor.ts');"],
    ['src/reference/bad.ts', "import { x } from '../adapters/emulator/index.ts';"],
    ['src/client/resources/bad.ts', "import { x } from '../../reference/engine/engine.ts';"],
    ['src/client/http/bad.ts', "import { x } from '../resources/invoices.ts';"],
    ['src/client/http/bad.ts', "import { x } from '../../reference/engine/engine.ts';"],
    ['src/client/http/bad.ts', "import { x } from '../../adapters/emulator/index.ts';"],
    ['src/adapters/emulator/bad.ts', "import { x } from '../../client/http/executor.ts';"],
    ['src/client/client.ts', "import { x } from '../reference/index.ts';"],
    ['src/index.ts', "export * from './reference/index.ts';"],
    ['src/index.ts', "import { x } from '../scripts/entries.ts';"],
  ])('refuses in %s: %s', (path, text) => {
    expect(rulesBroken(path, text)).toEqual(['arrow']);
  });

  it.each([
    ['src/ledger/good.ts', "import { x } from './credit.ts';"],
    ['src/ledger/good.ts', "import { x } from '../values/money.ts';"],
    ['src/ledger/good.ts', "import type { x } from '../api/invoices/types.ts';"],
    ['src/ledger/good.ts', "import { x } from '../api/accounts/id.ts';"],
    ['src/api/invoices/good.ts', "import type { x } from './types.ts';"],
    ['src/api/good.ts', "import { x } from '../values/instant.ts';"],
    ['src/client/resources/good.ts', "import { x } from '../../api/invoices/operations.ts';"],
    ['src/client/http/good.ts', "import { x } from '../executor.ts';"],
    ['src/reference/engine/good.ts', "import { x } from '../../ledger/credit.ts';"],
    ['src/adapters/emulator/good.ts', "import { x } from '../../reference/engine/engine.ts';"],
    ['src/adapters/msw/good.ts', "import { x } from '../emulator/index.ts';"],
    ['src/client/client.ts', "import { x } from './http/executor.ts';"],
  ])('accepts in %s: %s', (path, text) => {
    expect(rulesBroken(path, text)).toEqual([]);
  });

  it('refuses a room that nobody has described', () => {
    expect(rulesBroken('src/attic/bad.ts', 'export const x = 1;')).toEqual(['room']);
  });

  it('refuses relative imports without their extension', () => {
    expect(rulesBroken('src/ledger/bad.ts', "import { x } from './money';")).toEqual(['extension']);
    expect(rulesBroken('src/ledger/bad.ts', "import { x } from './money.js';")).toEqual(['extension']);
  });
});

describe('packages', () => {
  it.each([
    ['src/client/client.ts', "import ky from 'ky';"],
    ['src/reference/bad.ts', "import type { KyInstance } from 'ky';"],
    ['src/ledger/bad.ts', "import * as z from 'zod/mini';"],
    ['src/reference/bad.ts', "import { randomUUID } from 'node:crypto';"],
    ['src/client/http/bad.ts', "import { setTimeout } from 'timers/promises';"],
    ['src/reference/bad.ts', "import { x } from 'vtex-customer-credit';"],
  ])('refuses in %s: %s', (path, text) => {
    expect(rulesBroken(path, text)).toEqual(['package']);
  });

  it('accepts ky in http', () => {
    expect(rulesBroken('src/client/http/good.ts', "import ky from 'ky';")).toEqual([]);
  });

  it.each([
    "import { z } from 'zod';",
    "import * as z from 'zod';",
    "import * as z from 'zod/v4';",
    "import { z } from 'zod/mini';",
    "import { string } from 'zod/mini';",
    "import * as zod from 'zod/mini';",
    "export * from 'zod/mini';",
    "const z = await import('zod/mini');",
  ])('refuses of zod: %s', (text) => {
    expect(rulesBroken('src/api/bad.ts', text)).toContain('zod');
  });

  it.each(["import * as z from 'zod/mini';", "import type * as z from 'zod/mini';"])(
    'accepts: %s',
    (text) => {
      expect(rulesBroken('src/api/good.ts', text)).toEqual([]);
    },
  );
});

describe('time, chance and timers', () => {
  const cases = {
    time: [
      'const x = Date.now();',
      'const now = Date.now;',
      "const x = Date['now']();",
      'const x = globalThis.Date.now();',
      'const x = new Date();',
      'const x = new Date;',
      'const x = new globalThis.Date();',
      'const x = Date();',
      'const { now } = Date;',
      'const D = Date; const x = new D();',
      'const x = performance.now();',
    ],
    random: [
      'const x = Math.random();',
      'const { random } = Math;',
      'const x = crypto.randomUUID();',
      'const x = globalThis.crypto.randomUUID();',
      'const x = crypto.getRandomValues(new Uint8Array(16));',
    ],
    timer: [
      'setTimeout(() => {}, 1);',
      'globalThis.setTimeout(() => {}, 1);',
      'setInterval(() => {}, 1);',
      'setImmediate(() => {});',
      'queueMicrotask(() => {});',
      'const x = { setTimeout };',
      'const later = setTimeout;',
      'const x = AbortSignal.timeout(1);',
    ],
  };
  const home = {
    time: 'src/reference/engine/clock.ts',
    random: 'src/reference/engine/ids.ts',
    timer: 'src/reference/engine/clock.ts',
  };

  describe.each(['time', 'random', 'timer'] as const)('%s', (rule) => {
    it.each(cases[rule])('refuses: %s', (text) => {
      for (const path of [
        'src/ledger/bad.ts',
        'src/reference/engine/engine.ts',
        'src/client/resources/bad.ts',
        'src/index.ts',
      ]) {
        expect(new Set(rulesBroken(path, text))).toEqual(new Set([rule]));
      }
    });

    it.each(cases[rule])('accepts in its one place and in http: %s', (text) => {
      expect(rulesBroken(home[rule], text)).toEqual([]);
      expect(rulesBroken('src/client/http/good.ts', text)).toEqual([]);
    });
  });

  it.each([
    'const x = new Date(text);',
    'const x = Date.parse(text) + Date.UTC(2024, 0);',
    'const f = (date: Date): boolean => date instanceof Date;',
    'const x = Math.max(1, 2);',
    'const f = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal]);',
    'interface Clock { now(): number; setTimeout(f: () => void): void; }',
    'clock.setTimeout(() => {}); clock.now();',
  ])('accepts everywhere: %s', (text) => {
    expect(rulesBroken('src/ledger/good.ts', text)).toEqual([]);
  });
});
