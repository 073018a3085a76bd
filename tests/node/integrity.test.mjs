// integrity.json says what was built, in the notation of the attribute `integrity`.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { dist } from "./engine.mjs";

test("integrity.json has the hash of every script and style sheet, and the package's version", () => {
  const { version, files } = JSON.parse(readFileSync(new URL("integrity.json", dist), "utf8"));
  assert.equal(version, JSON.parse(readFileSync(new URL("package.json", dist), "utf8")).version);
  assert.deepEqual(Object.keys(files), readdirSync(dist).filter((name) => /\.(m?js|css)$/.test(name)).sort());
  for (const [name, hash] of Object.entries(files)) {
    assert.equal(hash, `sha384-${createHash("sha384").update(readFileSync(new URL(name, dist))).digest("base64")}`, name);
  }
});
