import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";

import { RAW_TYPES } from "./upload.js";
import type { Api } from "./route.js";

const description = `
The public API of Whiteline: obtain the right to send, say who may be written to, send lawfully, pay what the tariff
says, and see what became of every part of every message.

**Keys.** \`Authorization: Bearer wl_…\`. A key is shown once; never put it into a URL.

**People.** \`POST /v1/sessions\` answers with the cookie \`whiteline_session\`; a change by cookie also sends the header
\`X-Whiteline-Console: 1\`.

**Repeating.** Send an \`Idempotency-Key\` with every POST. The same key with the same body gets the first answer; with
another body it is refused.

**Refusals.** Every answer from 400 on is \`application/problem+json\`: a stable \`code\`, what is wrong, the rule's
source where there is one, and the remedy. What can be judged is judged completely: \`findings\` lists everything at
once. Every code has a page at \`/v1/error-codes\`.

**Values.** Money is \`{currency, minor}\` with whole minor units as text. Times are ISO 8601. What is absent is left out.
`;

const tags = [
  { name: "tenants", description: "Who you are" },
  { name: "people", description: "Who works for you, and how they come in" },
  { name: "keys", description: "Keys of machines, and the audit trail" },
  { name: "documents", description: "Papers of the company file" },
  { name: "lines", description: "What a line demands, and the lines there are" },
  { name: "applications", description: "How a company obtains a line" },
  { name: "papers", description: "Forms to print, what the company file lacks, originals" },
  { name: "desk", description: "The provider's desk: cases, terms, alarms" },
  { name: "lists", description: "Who may be written to" },
  { name: "refusals", description: "Who wants no more messages" },
  { name: "consents", description: "Who agreed to be advertised to, with the proof" },
  { name: "block lists", description: "Numbers that block advertising" },
  { name: "imports", description: "Files on their way into lists" },
  { name: "segments", description: "Named parts of lists" },
  { name: "numbers", description: "Which operator serves a number" },
  { name: "templates", description: "What may be said" },
  { name: "complaints", description: "What people complain of, evidence and sanctions" },
  { name: "verdicts", description: "Why something may be sent or not" },
  { name: "campaigns", description: "One text to many" },
  { name: "messages", description: "Codes and notices" },
  { name: "wallet", description: "What it costs, and where every rial went" },
  { name: "tariffs", description: "Price lists, and under which of them a customer sends" },
  { name: "providers", description: "Desks of the installation" },
  { name: "operators", description: "The road to the operators" },
  { name: "staff", description: "For the provider's own people" },
  { name: "meta", description: "About this API" },
];

type Transform = typeof jsonSchemaTransform;

/** A streamed body is a form, or where the route says so the file alone. */
const describeRoute: Transform = (route) => {
  const { schema, url } = jsonSchemaTransform(route);
  const consumes = route.schema.consumes ?? [];
  if (!consumes.includes("multipart/form-data")) return { schema, url };
  const file = { schema: { type: "string", format: "binary" } };
  const raw = consumes
    .filter((type) => RAW_TYPES.includes(type))
    .map((type) => [type, file] as const);
  const content = { "multipart/form-data": { schema: schema.body }, ...Object.fromEntries(raw) };
  return { schema: { ...schema, body: { content } }, url };
};

/** Serves the OpenAPI document at /openapi.json and a page to try it at /docs. Call before the routes are added. */
export async function addDocumentation(app: Api): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Whiteline", version: "1.0.0", description },
      tags,
      security: [{ apiKey: [] }, { session: [] }],
      components: {
        securitySchemes: {
          apiKey: { type: "http", scheme: "bearer", description: "An API key: wl_…" },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "whiteline_session",
            description:
              "Of POST /v1/sessions. What changes something also sends X-Whiteline-Console: 1.",
          },
          installationKey: { type: "apiKey", in: "header", name: "x-installation-key" },
        },
      },
    },
    transform: describeRoute,
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
  await app.register(swaggerUi, { routePrefix: "/docs" });

  let text: string | undefined;
  app.get("/openapi.json", { schema: { hide: true } }, (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    return reply.type("application/json").send(text);
  });
}

type Described = {
  readonly paths?: unknown;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
};

/** Every shape exists as input and as output; only those that a route names belong into the document. */
function withoutUnused<Document extends Described>(document: Document): Document {
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(schemas[name] ?? {});
    }
  };
  visit(document.paths ?? {});
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...document.components, schemas: kept } };
}
