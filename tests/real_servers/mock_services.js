// Serve OpenRPC documents with @open-rpc/mock-server, each on a port of its own.
// Arguments: the folder that npm installed to, then the paths of documents.
// Prints one line of JSON: for each path a port, or why the server refused it.
"use strict";

const { createRequire } = require("module");
const path = require("path");
const [installed, ...documents] = process.argv.slice(2);
const load = createRequire(path.join(installed, "package.json"));
const mock = load("@open-rpc/mock-server/build/index.js").default;
const { parseOpenRPCDocument } = load("@open-rpc/schema-utils-js");

// Values are drawn at random, for every request from the same seed, so that no test
// depends on another (a linear congruential generator).
const SEED = 7;
let state = SEED;
load("json-schema-faker").option({
  random: () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648,
  maxItems: 3,
});

// A value that it cannot draw makes the server throw where nobody catches: that call is
// never answered, and the others must not suffer.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});

async function serve(document) {
  const parsed = await parseOpenRPCDocument(document, { validate: true });
  const server = mock(0, parsed);
  await server.start();
  const listener = server.transports[0].server;
  listener.prependListener("request", () => (state = SEED));
  return listener.address().port;
}

async function main() {
  const log = console.log;
  console.log = () => {};
  const found = {};
  for (const document of documents) {
    try {
      found[document] = await serve(document);
    } catch (error) {
      found[document] = String(error.message).slice(0, 200);
    }
  }
  log(JSON.stringify(found));
}

main();
// The test that started this ends it by closing its standard input.
process.stdin.on("end", () => process.exit(0)).resume();
