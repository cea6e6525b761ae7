import type { IncomingMessage, ServerResponse } from "node:http";

import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";

import type { ForgetAll } from "./auth.js";
import type { callOptions } from "./caller.js";
import type { Peers } from "./peers.js";

/** The HTTP server, with zod as the language of its schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What the handlers of a resource are made of. */
export type RouteDeps = ReturnType<typeof callOptions> & {
  readonly peers: Peers;
  readonly newId: () => string;
  readonly forgetAll: ForgetAll;
};
