import type { Issue } from './issue.ts';

/** Collects everything that is wrong with a value, so that one error can name it all. */
export class IssueCollector {
  readonly #issues: Issue[] = [];

  get issues(): readonly Issue[] {
    return this.#issues;
  }

  add(...issues: readonly Issue[]): void {
    this.#issues.push(...issues);
  }

  /** Adds an issue unless the condition holds. */
  expect(condition: boolean, path: string, expected: string): void {
    if (!condition) this.#issues.push({ path, expected });
  }

  /** Throws the error that is made of the issues, if there are any. */
  throwIfAny(errorOf: (issues: readonly Issue[]) => Error): void {
    if (this.#issues.length > 0) throw errorOf(this.#issues);
  }
}
