// `node serve.mjs <folder> [port]`: a static server for this machine alone.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ts": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

const root = resolve(process.argv[2] ?? ".");
const port = Number(process.argv[3] ?? 8000);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`not a port: ${process.argv[3]}`);
  process.exit(2);
}

/**
 * The file that an address stands for, or null. Whatever leads out of the folder is nothing.
 * @param {string} address
 */
function find(address) {
  try {
    let path = normalize(join(root, decodeURIComponent(new URL(address, "http://localhost").pathname)));
    if (path.includes("\0") || (path !== root && !path.startsWith(root + sep))) return null;
    if (statSync(path).isDirectory()) path = join(path, "index.html");
    return statSync(path).isFile() ? path : null;
  } catch {
    return null;
  }
}

const server = createServer((request, response) => {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const path = find(request.url ?? "/");
  if (path === null) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("not found\n");
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "content-length": statSync(path).size,
    // Every reload shows the latest build.
    "cache-control": "no-store",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(path).on("error", () => response.destroy()).pipe(response);
});

server.on("error", (error) => {
  const taken = /** @type {NodeJS.ErrnoException} */ (error).code === "EADDRINUSE";
  console.error(taken ? `port ${port} is taken: ./build.sh serve <another port>` : error.message);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => {
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  console.log(`http://127.0.0.1:${address.port}/`);
});
