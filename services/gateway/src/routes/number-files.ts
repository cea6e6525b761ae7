import { requestIdOf } from "../caller.js";
import { fromBlockListLoad, toBlockListHeader } from "../proto/block-lists.js";
import { fromConsentImport, toConsentsHeader } from "../proto/consents.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { blockListFields, blockListForm, blockListLoad } from "../shapes/block-lists.js";
import { consentFields, consentForm, consentImport } from "../shapes/consents.js";
import { problems } from "../shapes/problem.js";
import { repeatable } from "../shapes/words.js";
import { passOn, RAW_TYPES, readForm, readQuery, readRaw } from "../upload.js";

/** Thirty million numbers are some 400 MB as text: more than any customer's list. */
const BLOCK_LIST_FACTOR = 4;

/** Files of consents and of blocked numbers: read while they arrive, nothing of them is kept here. */
export function addNumberFileRoutes(
  app: Api,
  deps: RouteDeps & { readonly uploadMaxBytes: number },
): void {
  const { peers, newId, stream, uploadMaxBytes } = deps;
  const consumes = ["multipart/form-data", ...RAW_TYPES];

  app.post(
    "/v1/consents/imports",
    {
      schema: {
        operationId: "importConsents",
        tags: ["consents", "imports"],
        summary: "A CSV of consents, each row with its proof",
        description:
          "Columns number, kind, state, said_at, source, wording, evidence; fields stand in for columns that the file lacks. Answered when every row is kept or refused; sent again after a break it changes nothing twice.",
        consumes,
        headers: repeatable,
        querystring: consentFields,
        body: consentForm,
        response: { 200: consentImport, ...problems },
      },
    },
    async (request, reply) => {
      const { fields, data } = request.isMultipart()
        ? await readForm(request, consentFields, uploadMaxBytes)
        : { fields: request.query, data: readRaw(request, uploadMaxBytes) };
      const header = toConsentsHeader(fields, requestIdOf(request.headers, newId));
      const answer = await passOn(request, () =>
        peers.consents.importConsents(parts(header, data), stream(request, reply)),
      );
      return fromConsentImport(answer);
    },
  );

  app.post(
    "/v1/block-lists/loads",
    {
      schema: {
        operationId: "loadBlockList",
        tags: ["block lists", "staff"],
        summary: "Staff (operations): a file of blocked numbers, whole or as a difference",
        description:
          "One number per line, or the first column of a CSV; gzip is read too. Answered when the new version is in force everywhere that asks, or nothing has changed.",
        consumes,
        headers: repeatable,
        querystring: blockListFields.partial({ market: true, change: true }),
        body: blockListForm,
        response: { 201: blockListLoad, ...problems },
      },
    },
    async (request, reply) => {
      const most = uploadMaxBytes * BLOCK_LIST_FACTOR;
      const { fields, data } = request.isMultipart()
        ? await readForm(request, blockListFields, most)
        : { fields: readQuery(blockListFields, request.query), data: readRaw(request, most) };
      const header = toBlockListHeader(fields, requestIdOf(request.headers, newId));
      const answer = await passOn(request, () =>
        peers.blockLists.loadBlockList(parts(header, data), stream(request, reply)),
      );
      return reply.code(201).send(fromBlockListLoad(present(answer.load, "load")));
    },
  );
}

async function* parts<Header>(header: Header, data: AsyncIterable<Buffer>) {
  yield { part: { $case: "header" as const, value: header } };
  for await (const value of data) yield { part: { $case: "data" as const, value } };
}
