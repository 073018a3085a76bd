// One line a check, in the manner of TAP, and the closing count.

/** How long one check may take before it counts as hanging. */
export const PATIENCE = 60_000;

export class Report {
  passed = 0;
  failed = 0;
  #began = Date.now();

  pass(name) {
    this.passed += 1;
    console.log(`ok ${this.passed + this.failed} ${name}`);
  }

  fail(name, reason) {
    this.failed += 1;
    console.log(
      `not ok ${this.passed + this.failed} ${name}\n    ${String(reason).split("\n").slice(0, 12).join("\n    ")}`,
    );
  }

  /** Prints the last line; returns the exit code. A run that checked nothing has failed. */
  close() {
    if (this.passed + this.failed === 0) this.fail("browser checks", "none was run");
    console.log(`# browsers took ${Math.round((Date.now() - this.#began) / 1000)} s`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed ? 1 : 0;
  }
}

/** Thrown when a promise does not settle in time. */
export class Hang extends Error {}

/** The promise's result, or `Hang` after `milliseconds`. */
export async function within(milliseconds, promise) {
  let timer;
  const limit = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Hang(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => {});
  }
}
