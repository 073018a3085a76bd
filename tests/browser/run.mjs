// node run.mjs [engine …] [--only=suite,…]: every check in every engine. Prints one line a check; the last line is "N passed, N failed".
// A browser that is missing, crashes or hangs is a failure, never a skip.
import { existsSync } from "node:fs";
import { ENGINES } from "./drivers/index.mjs";
import { Report } from "./report.mjs";
import { serve } from "./serve.mjs";
import { Session, folderUrl } from "./session.mjs";
import { dist, layOut } from "./site.mjs";
import { BRIGHT, DARK } from "./suites.mjs";

const words = process.argv.slice(2);
const only = words
  .find((word) => word.startsWith("--only="))
  ?.slice(7)
  .split(",");
const engines = words.filter((word) => ENGINES.includes(word));
const wanted = ({ name }) => !only || only.includes(name);

const report = new Report();
if (existsSync(dist)) {
  const site = layOut(wanted({ name: "screenshots" }));
  const server = await serve(site);
  const jobs = jobsOf(engines.length ? engines : ENGINES, site, server);
  // Two at a time: one engine's waiting is another's computing.
  await Promise.all(
    [0, 1].map(async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) await job();
    }),
  );
  await server.close();
} else {
  report.fail("dist/ exists", "run ./build.sh first");
}
process.exit(report.close());

/** What each engine has to show, over files, in the dark and over the server; the longest first, so that none is left alone at the end. */
function jobsOf(names, site, server) {
  const file = { place: "file", base: folderUrl(site), report };
  const http = { place: "http", base: `${server.origin}/`, report };
  const dark = { ...file, place: "file dark", options: { dark: true, reducedMotion: true, ratio: 2 } };
  // WebKit over the server only where that is the point: the shipped form is the same, and its driver is slow.
  const places = [
    [file, BRIGHT.filter(({ served }) => !served)],
    [dark, DARK],
    [http, BRIGHT.filter(({ everywhere, served }) => everywhere || served)],
  ];
  const slowest = [...names].sort((a, b) => Number(b === "webkit") - Number(a === "webkit"));
  return places.flatMap(([settings, suites]) => slowest.map((engine) => () => (
    runSuites(new Session(engine, settings), suites.filter((suite) => wanted(suite) && (suite.webkit || engine !== "webkit" || settings !== http)))
  )));
}

async function runSuites(session, suites) {
  if (suites.length === 0 || !(await session.start())) return;
  try {
    for (const suite of suites) {
      const began = Date.now();
      await suite.run(session);
      if (process.env.TIMES) console.log(`# ${session.label} ${suite.name}: ${Date.now() - began} ms`);
    }
  } catch (error) {
    report.fail(`${session.label}: the checks run to their end`, error?.stack ?? error);
  } finally {
    await session.stop();
  }
}
