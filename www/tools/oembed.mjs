// `node oembed.mjs <version> <out>`: oembed.json (https://oembed.com, type "rich"), made once and not answered by a server: it
// offers the one figure of embed.html as it comes. Its addresses are relative, because only who puts these files somewhere
// knows where; put your own in front of `embed.html`.
import { writeFileSync } from "node:fs";

const [version, out = ""] = process.argv.slice(2);
const size = { width: 720, height: 640 };
const title = "One learning rate, many clocks";
const html = `<iframe src="embed.html" title="${title}" width="${size.width}" height="${size.height}" sandbox="allow-scripts" `
  + 'allow="fullscreen; clipboard-write" loading="lazy"></iframe>';
const answer = { version: "1.0", type: "rich", provider_name: `Many Clocks ${version}`, title, cache_age: 86400, ...size, html };
writeFileSync(out, `${JSON.stringify(answer, null, 2)}\n`);
