// A static server for one folder, on this machine only.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ts": "text/plain; charset=utf-8",
};

/** What a page is allowed, by the name that its address gives: `page.html?policy=strict`. */
const STRICT = "default-src 'none'; style-src 'self'; img-src data:; font-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const POLICIES = {
  strict: STRICT,
  types: "require-trusted-types-for 'script'; trusted-types 'none'",
  both: `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`,
  without: STRICT.replace(" 'wasm-unsafe-eval'", ""),
};

/**
 * @param {string} root
 * @returns {Promise<{origin: string, asked: string[], close: () => Promise<void>}>} `asked` lists every path that was requested
 */
export function serve(root) {
  const asked = [];
  const server = createServer((request, response) => {
    const address = new URL(request.url, "http://localhost");
    const path = decodeURIComponent(address.pathname);
    const policy = POLICIES[address.searchParams.get("policy")];
    asked.push(path);
    if (path === "/favicon.ico") {
      // Asked for by the browser itself; a 404 would stand in its console.
      response.writeHead(204).end();
      return;
    }
    // A folder is its index, as on the servers of those who build sites.
    const file = normalize(join(root, path.endsWith("/") ? `${path}index.html` : path));
    const known = file.startsWith(root + sep) && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (!known) {
      response.writeHead(404).end("not found");
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-store",
      ...(policy && { "content-security-policy": policy }),
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () =>
      done({
        origin: `http://127.0.0.1:${server.address().port}`,
        asked,
        close: () =>
          new Promise((closed) => {
            server.closeAllConnections();
            server.close(() => closed());
          }),
      }),
    );
  });
}
