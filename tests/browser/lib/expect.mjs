// node's assertions, plus two that say more when they fail.
import assert from "node:assert/strict";

export { assert };

/** |actual − expected| ≤ tolerance, with both numbers in the message. */
export function near(actual, expected, tolerance, what) {
  assert.ok(
    typeof actual === "number" && Math.abs(actual - expected) <= tolerance,
    `${what}: ${actual}, expected ${expected} ± ${tolerance}`,
  );
}

/** An empty list, or its content as the reason. */
export function none(list, what) {
  assert.equal(
    list.length,
    0,
    `${what}:\n${list
      .slice(0, 8)
      .map((item) => (typeof item === "string" ? item : JSON.stringify(item)))
      .join("\n")}`,
  );
}
