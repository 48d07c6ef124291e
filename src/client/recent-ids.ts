/** How many ids are remembered at least; twice as many at most. */
export const remembered = 10_000;

/** The ids seen lately. A walk of any length needs no more memory than a short one. */
export class RecentIds {
  #younger = new Set<string>();
  #older: ReadonlySet<string> = new Set();

  has(id: string): boolean {
    return this.#younger.has(id) || this.#older.has(id);
  }

  add(id: string): void {
    this.#younger.add(id);
    if (this.#younger.size < remembered) return;
    this.#older = this.#younger;
    this.#younger = new Set();
  }
}
