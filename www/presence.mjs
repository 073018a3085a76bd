// An element on a page. Taken out and put back at once, it has only been moved, and what it has begun goes on.

export class Presence {
  #element;
  /** @type {AbortController | null} */
  #connection = null;

  /** @param {Element} element */
  constructor(element) {
    this.#element = element;
  }

  get here() {
    return this.#connection !== null;
  }

  /**
   * What `connectedCallback` begins with.
   * @returns {AbortSignal | null} null: it was only moved
   */
  begin() {
    return this.#connection ? null : (this.#connection = new AbortController()).signal;
  }

  /**
   * What `disconnectedCallback` does.
   * @param {() => void} gone what is left to do, once it turns out not to be connected again
   */
  end(gone) {
    queueMicrotask(() => {
      if (this.#element.isConnected || !this.#connection) return;
      this.#connection.abort();
      this.#connection = null;
      gone();
    });
  }
}
