// Finding and ending programs. Nothing is ended by name: only what was started here, by its own process.
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** The first of `names` on the search path (or an absolute path); an error that says which package to install. */
export function find(debianPackage, names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const name of names) {
    for (const path of name.startsWith("/") ? [name] : folders.map((folder) => join(folder, name))) {
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        /* try the next */
      }
    }
  }
  throw new Error(`no ${names.join(" or ")} found: apt-get install ${debianPackage}`);
}

const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A temporary folder that goes with this process. */
export function scratch(name) {
  const folder = mkdtempSync(join(tmpdir(), `many-clocks-${name}-`));
  folders.push(folder);
  return folder;
}

/** A child that goes with this process, however that ends. */
export function own(child) {
  const end = () => child.kill("SIGKILL");
  process.on("exit", end);
  child.once("exit", () => process.off("exit", end));
  return child;
}

/** Waits for a child's end, and kills it if it will not go. */
export async function waitForExit(child, patience = 3_000) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((done) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), patience);
    child.once("exit", () => {
      clearTimeout(timer);
      done();
    });
  });
}
