import { DomainError } from "@whiteline/service-kit";
import type { FastifyReply } from "fastify";
import { z } from "zod";

import { present } from "../proto/words.js";
import { askingPage, donePage, laterPage, unknownPage } from "../refusal-page.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import { byLinkToken } from "../shapes/refusals.js";

const page = {
  description: "A page in the languages of the market.",
  content: { "text/html": { schema: z.string() } },
};
const refusedPage = {
  description: "The same, saying that the link is none or that nothing can be kept now.",
  content: { ...problems["4xx"].content, ...page.content },
};
const answers = { 200: page, "4xx": refusedPage, "5xx": refusedPage };
/** A browser that follows the page onwards tells nobody where it came from, since the path is the token. */
const privately = {
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

/** The page behind the link in a message, for subscribers: no key, no account, one button. */
export function addRefusalLinkRoutes(
  app: Api,
  { peers, deadlineMs }: Pick<RouteDeps, "peers"> & { readonly deadlineMs: number },
): void {
  const { refusals } = peers;
  const options = { deadline: deadlineMs };

  // A browser posts a form; its content does not matter, but its type must be let in.
  app.addContentTypeParser("application/x-www-form-urlencoded", (_request, payload, done) => {
    payload.resume();
    done(null, undefined);
  });

  app.get(
    "/r/:token",
    {
      schema: {
        operationId: "readRefusalLink",
        tags: ["refusals"],
        summary: "The page behind a refusal link",
        description: "Changes nothing: phones and scanners open links by themselves.",
        security: [],
        params: byLinkToken,
        response: answers,
      },
    },
    async (request, reply) =>
      show(reply, async () => askingPage(await refusals.readRefusalLink(request.params, options))),
  );

  app.post(
    "/r/:token",
    {
      schema: {
        operationId: "refuseByLink",
        tags: ["refusals"],
        summary: "The subscriber presses the button",
        description: "Pressing it again changes nothing.",
        security: [],
        params: byLinkToken,
        response: answers,
      },
    },
    async (request, reply) =>
      show(reply, async () => {
        const answer = await refusals.refuseByLink(request.params, options);
        return donePage(present(answer.page, "page"));
      }),
  );
}

/** Subscribers read no problem documents. */
async function show(reply: FastifyReply, write: () => Promise<string>): Promise<FastifyReply> {
  reply.headers(privately).type("text/html; charset=utf-8").serializer(String);
  try {
    return await reply.send(await write());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.kind === "not_found" || error.kind === "invalid")
      return reply.code(404).send(unknownPage());
    if (error.kind !== "unavailable" && error.kind !== "exhausted") throw error;
    return reply.code(503).header("retry-after", "30").send(laterPage());
  }
}
