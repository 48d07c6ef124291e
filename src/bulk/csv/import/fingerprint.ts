const blockLength = 65_536;

/**
 * The fingerprint of a content of any length in constant memory: SHA-256 of each block together with the fingerprint
 * so far, however the content came in pieces. `crypto.subtle` alone takes only what is whole in memory.
 */
export class Fingerprint {
  readonly #encoder = new TextEncoder();
  // The fingerprint so far stands in front of the block.
  readonly #state = new Uint8Array(32 + blockLength);
  #filled = 0;

  async add(piece: Uint8Array | string): Promise<void> {
    const bytes = typeof piece === 'string' ? this.#encoder.encode(piece) : piece;
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + blockLength - this.#filled);
      this.#state.set(part, 32 + this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === blockLength) await this.#close();
    }
  }

  async end(): Promise<string> {
    await this.#close();
    return Array.from(this.#state.subarray(0, 32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  async #close(): Promise<void> {
    const block = this.#state.subarray(0, 32 + this.#filled);
    this.#state.set(new Uint8Array(await crypto.subtle.digest('SHA-256', block)));
    this.#filled = 0;
  }
}
