import { describe, expect, it } from 'vitest';
import { check } from '../../scripts/architecture.ts';

const rulesBroken = (path: string, text: string): string[] => check(path, text).map(({ rule }) => rule);

describe('arrows between the rooms', () => {
  it.each([
    ['src/ledger/bad.ts', "import { x } from '../types/invoice.ts';"],
    ['src/ledger/bad.ts', "import { type x } from '../types/invoice.ts';"],
    ['src/ledger/bad.ts', "import { x } from '../memory/store.ts';"],
    ['src/ledger/bad.ts', "import type { x } from '../operations/table.ts';"],
    ['src/ledger/deep/bad.ts', "import { x } from '../../errors.ts';"],
    ['src/types/bad.ts', "import { x } from './invoice.ts';"],
    ['src/types/bad.ts', "import type { x } from '../schemas/invoice.ts';"],
    ['src/types/bad.ts', "export type X = import('../http/executor.ts').X;"],
    ['src/schemas/bad.ts', "import { x } from '../ledger/credit.ts';"],
    ['src/schemas/bad.ts', "import { x } from '../operations/table.ts';"],
    ['src/operations/bad.ts', "import { x } from '../ledger/credit.ts';"],
    ['src/operations/bad.ts', "import { x } from '../resources/invoices.ts';"],
    ['src/operations/bad.ts', "import { x } from '../executor.ts';"],
    ['src/memory/bad.ts', "import { x } from '../http/executor.ts';"],
    ['src/memory/bad.ts', "import type { x } from '../http/executor.ts';"],
    ['src/memory/bad.ts', "export { x } from '../http/executor.ts';"],
    ['src/memory/bad.ts', "const x = await import('../http/executor.ts');"],
    ['src/memory/bad.ts', "const x = require('../http/executor.ts');"],
    ['src/memory/bad.ts', "import { x } from '../client.ts';"],
    ['src/memory/bad.ts', "import { x } from '../emulator/index.ts';"],
    ['src/resources/bad.ts', "import { x } from '../http/executor.ts';"],
    ['src/resources/bad.ts', "import { x } from '../memory/engine.ts';"],
    ['src/http/bad.ts', "import { x } from '../memory/engine.ts';"],
    ['src/http/bad.ts', "import { x } from '../emulator/index.ts';"],
    ['src/emulator/bad.ts', "import { x } from '../http/executor.ts';"],
    ['src/client.ts', "import { x } from './memory/index.ts';"],
    ['src/index.ts', "export * from './memory/index.ts';"],
    ['src/errors.ts', "import { x } from './http/executor.ts';"],
    ['src/index.ts', "import { x } from '../scripts/entries.ts';"],
  ])('refuses in %s: %s', (path, text) => {
    expect(rulesBroken(path, text)).toEqual(['arrow']);
  });

  it.each([
    ['src/ledger/good.ts', "import { x } from './money.ts';"],
    ['src/ledger/good.ts', "import type { x } from '../types/invoice.ts';"],
    ['src/types/good.ts', "import type { x } from './invoice.ts';"],
    ['src/schemas/good.ts', "import { x } from '../ledger/instant.ts';"],
    ['src/operations/good.ts', "import { x } from '../schemas/invoice.ts';"],
    ['src/operations/good.ts', "import type { x } from '../executor.ts';"],
    ['src/resources/good.ts', "import { x } from '../operations/invoices.ts';"],
    ['src/memory/good.ts', "import { x } from '../ledger/credit.ts';"],
    ['src/emulator/good.ts', "import { x } from '../memory/engine.ts';"],
    ['src/msw/good.ts', "import { x } from '../emulator/index.ts';"],
    ['src/client.ts', "import { x } from './http/executor.ts';"],
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
    ['src/client.ts', "import ky from 'ky';"],
    ['src/memory/bad.ts', "import type { KyInstance } from 'ky';"],
    ['src/ledger/bad.ts', "import * as z from 'zod/mini';"],
    ['src/memory/bad.ts', "import { randomUUID } from 'node:crypto';"],
    ['src/http/bad.ts', "import { setTimeout } from 'timers/promises';"],
    ['src/memory/bad.ts', "import { x } from 'vtex-customer-credit';"],
  ])('refuses in %s: %s', (path, text) => {
    expect(rulesBroken(path, text)).toEqual(['package']);
  });

  it('accepts ky in http', () => {
    expect(rulesBroken('src/http/good.ts', "import ky from 'ky';")).toEqual([]);
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
    expect(rulesBroken('src/schemas/bad.ts', text)).toContain('zod');
  });

  it.each(["import * as z from 'zod/mini';", "import type * as z from 'zod/mini';"])(
    'accepts: %s',
    (text) => {
      expect(rulesBroken('src/schemas/good.ts', text)).toEqual([]);
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
  const home = { time: 'src/memory/clock.ts', random: 'src/memory/ids.ts', timer: 'src/memory/clock.ts' };

  describe.each(['time', 'random', 'timer'] as const)('%s', (rule) => {
    it.each(cases[rule])('refuses: %s', (text) => {
      for (const path of [
        'src/ledger/bad.ts',
        'src/memory/engine.ts',
        'src/resources/bad.ts',
        'src/index.ts',
      ]) {
        expect(new Set(rulesBroken(path, text))).toEqual(new Set([rule]));
      }
    });

    it.each(cases[rule])('accepts in its one place and in http: %s', (text) => {
      expect(rulesBroken(home[rule], text)).toEqual([]);
      expect(rulesBroken('src/http/good.ts', text)).toEqual([]);
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
