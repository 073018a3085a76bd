// node run.mjs [host … | all]: builds each host with its own tool and opens its page in Chromium. Without a name those that are quick;
// one line a host, the last one is "N passed, N failed". A tool that is missing, or a host that was never opened, has failed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Report } from "../browser/report.mjs";
import { serve } from "../browser/serve.mjs";
import { Session } from "../browser/session.mjs";
import { HOSTS } from "./hosts.mjs";
import { dist, layOut, sites } from "./lay-out.mjs";
import { prove } from "./proof.mjs";

const words = process.argv.slice(2);
const unknown = words.filter((word) => word !== "all" && !HOSTS.some(({ name }) => name === word));
const wanted = HOSTS.filter(({ name, long }) => (words.length ? words.includes("all") || words.includes(name) : !long));
const report = new Report();
for (const word of unknown) report.fail(word, `no such host: ${HOSTS.map(({ name }) => name).join(", ")}`);

/** Builds one host and opens it; what building throws is the reason of its failure. */
async function runHost(host) {
  const began = Date.now();
  // Where it is going to stand is known before it is built.
  const site = join(sites, host.name, host.site ?? "");
  const server = await serve(site);
  try {
    const version = await host.build(await layOut(host), server.origin);
    const took = Date.now() - began;
    await open(host, version, [`${server.origin}/`, ...(host.file ? [pathToFileURL(`${site}/`).href] : [])]);
    if (process.env.TIMES) console.log(`# ${host.name}: ${took} ms to build, ${Date.now() - began - took} ms to open`);
  } catch (error) {
    report.fail(`${host.name} is built`, error.message);
  } finally {
    await server.close();
  }
}

async function open(host, version, [served, disk]) {
  const session = new Session("chromium", { place: version, base: served, report });
  Object.defineProperty(session, "label", { value: [host.name, version].filter(Boolean).join(" ") });
  if (!(await session.start())) return;
  try {
    await session.check("is drawn, turned by keys, dark with its page, and nothing complains", () => prove(session, host, served));
    if (disk) await session.check("the same from a disk", () => prove(session, host, disk));
  } finally {
    await session.stop();
  }
}

if (existsSync(dist)) {
  for (const host of wanted) await runHost(host);
} else {
  report.fail("dist/ exists", "run ./build.sh first");
}
process.exit(report.close());
