// Who opens a page for the first time, and what the page complains of.

/** Opens a page for a reader who has not been there before. */
export async function fresh(session, url, options = {}) {
  await session.open(url, options);
  await session.evaluate(() => {
    try {
      localStorage.clear();
    } catch {
      // Nothing is kept here.
    }
  });
  await session.open(url, options);
}

/** What went wrong so far: the page's errors, and what the browser wrote onto its console. */
export const complaints = async (session) => [
  ...(await session.evaluate(() => window.probe.errors)),
  ...(session.browser.console ?? []).filter(({ type }) => type === "error").map(({ text }) => text),
];
