import { createLogger, systemPorts } from "@whiteline/service-kit";
import { Registry } from "prom-client";

import { buildApi } from "./api.js";
import { readConfig } from "./config.js";
import { errorCodes } from "./error-codes.js";
import { connectPeers } from "./peers.js";

/**
 * Prints the OpenAPI document and the stable codes, `{ document, errorCodes }`, to standard output without listening
 * and without a neighbour, for whoever generates clients from them (the console does). Peers connect when they are
 * first called, and nobody calls them here.
 */
const nowhere = "127.0.0.1:1";
const names = ["ACCOUNTS", "LINES_REGISTRY", "LISTS", "COMPLIANCE", "PRICING", "CAMPAIGNS"];
const config = readConfig({
  SERVICE_NAME: "gateway",
  GRPC_PORT: "1",
  HTTP_PORT: "1",
  API_PORT: "1",
  PRINCIPAL_PUBLIC_KEYS: JSON.stringify({
    keys: [{ kty: "OKP", crv: "Ed25519", kid: "none", x: "A".repeat(43) }],
  }),
  ...Object.fromEntries([...names, "DISPATCHER", "DLR"].map((name) => [`${name}_URL`, nowhere])),
});
const unasked = (): never => {
  throw new Error("Nobody calls while the document is printed.");
};

const api = await buildApi({
  config,
  log: createLogger("gateway", "silent"),
  metrics: new Registry(),
  peers: await connectPeers(config, { use: async (peer) => peer }),
  newId: systemPorts.newId,
  authenticate: Object.assign(unasked, { forget: unasked, forgetAll: unasked }),
  groups: { submit: unasked, pending: () => 0 },
});
const document: unknown = (await api.inject("/openapi.json")).json();
process.stdout.write(JSON.stringify({ document, errorCodes: [...errorCodes.keys()] }));
await api.close();
