import * as z from 'zod/mini';
import type { Issue } from '../errors/issue.ts';
import { unknownField } from '../errors/unknown-field.ts';

function pathOf(path: readonly PropertyKey[], root: string): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? String(key) : `.${String(key)}`;
  }
  return text === '' ? root : text;
}

// Zod's own word where a schema says nothing of its own: no locale is ever loaded.
const unsaid = 'Invalid input';

function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.message !== unsaid) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return /^[aeiou]/.test(issue.expected) ? `an ${issue.expected}` : `a ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    default:
      return 'another value';
  }
}

/** Of several forms the one that was meant: that whose faults lie within it. */
function meantBy(forms: ReadonlyArray<readonly z.core.$ZodIssue[]>): readonly z.core.$ZodIssue[] | undefined {
  return forms.find((faults) =>
    faults.some(({ code, path }) => path.length > 0 || code === 'unrecognized_keys'),
  );
}

function issueOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[], root: string): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathOf([...path, key], root), expected: unknownField }));
  }
  if (issue.code === 'invalid_union' && issue.message === unsaid) {
    const meant = meantBy(issue.errors);
    if (meant === undefined) return [{ path: pathOf(path, root), expected: 'one of the known forms' }];
    return meant.flatMap((fault) => issueOf(fault, path, root));
  }
  return [{ path: pathOf(path, root), expected: expectationOf(issue) }];
}

/** Zod's issues as ours: a path and an expectation each, never a value. `root` names the whole. */
export function issuesOf(error: z.core.$ZodError, root: string): Issue[] {
  // Zod asks for the length of a text, too, where a list was expected: one fault, told twice.
  const told = new Set<string>();
  return error.issues
    .flatMap((issue) => issueOf(issue, [], root))
    .filter(({ path, expected }) => {
      const line = JSON.stringify([path, expected]);
      const isNew = !told.has(line);
      told.add(line);
      return isNew;
    });
}

/** Whether `value` is what `schema` describes; it is neither copied nor changed. */
export function matches<Value>(schema: z.ZodMiniType<Value>, value: unknown): value is Value {
  return z.validate(schema, value);
}

/** What is wrong with a value that does not match. */
export function complaints(schema: z.ZodMiniType, value: unknown, root: string): Issue[] {
  const { error } = z.safeParse(schema, value);
  return error === undefined ? [] : issuesOf(error, root);
}
