import httpProxy from "@fastify/http-proxy";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyInstance } from "fastify";

import type { Config } from "./config.js";

/** File names under /assets carry a hash of their content. */
const FOR_EVER = "public, max-age=31536000, immutable";

/**
 * What a browser may do in our name: our own scripts only; documents are previewed from memory (blob:). Mantine writes
 * style attributes, hence unsafe-inline for styles alone.
 */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

type SiteConfig = Pick<Config, "API_URL" | "WEB_DIR" | "TRUSTED_PROXIES">;

/** The site: files of the web application, and the API under the same origin. It does not listen yet. */
export async function buildSite(config: SiteConfig): Promise<FastifyInstance> {
  const { API_URL: upstream, WEB_DIR: root, TRUSTED_PROXIES: trusted } = config;
  const site = Fastify(trusted === undefined ? {} : { trustProxy: trusted.split(",") });

  site.get("/health", () => ({ status: "ok" }));
  for (const prefix of ["/v1", "/openapi.json"]) {
    await site.register(httpProxy, {
      upstream,
      prefix,
      rewritePrefix: prefix,
      // Uploads and downloads last as long as their content; the gateway sets the deadlines.
      undici: { headersTimeout: 0, bodyTimeout: 0 },
      replyOptions: {
        // Replaced, never appended to: what the browser claims about its address is not believed.
        rewriteRequestHeaders: (request, headers) => ({
          ...headers,
          "x-forwarded-for": request.ip,
        }),
      },
    });
  }
  await site.register(fastifyStatic, {
    root,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const lasting = path.startsWith(`${root}/assets/`);
      reply.header("cache-control", lasting ? FOR_EVER : "no-cache");
      reply.header("content-security-policy", POLICY);
      reply.header("x-content-type-options", "nosniff");
      reply.header("referrer-policy", "same-origin");
    },
  });
  // Every other path is a screen, which the web application finds itself; a missing file stays missing.
  site.setNotFoundHandler((request, reply) => {
    const isScreen = request.method === "GET" && !request.url.startsWith("/assets/");
    return isScreen ? reply.sendFile("index.html") : reply.code(404).send({ status: "not found" });
  });
  return site;
}
