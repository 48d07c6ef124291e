/** Finds items by a text that several may share, such as an e-mail. One item alone takes no list of its own. */
export class Lookup<Item extends object> {
  readonly #byKey = new Map<string, Item | Item[]>();

  add(key: string | undefined, item: Item): void {
    if (key === undefined) return;
    const present = this.#byKey.get(key);
    if (present === undefined) this.#byKey.set(key, item);
    else if (Array.isArray(present)) present.push(item);
    else this.#byKey.set(key, [present, item]);
  }

  delete(key: string | undefined, item: Item): void {
    if (key === undefined) return;
    const left = this.find(key).filter((each) => each !== item);
    const [first] = left;
    if (first === undefined) this.#byKey.delete(key);
    else this.#byKey.set(key, left.length === 1 ? first : left);
  }

  /** In no order that anything may rest on. */
  find(key: string): readonly Item[] {
    const present = this.#byKey.get(key);
    if (present === undefined) return [];
    return Array.isArray(present) ? present : [present];
  }
}
