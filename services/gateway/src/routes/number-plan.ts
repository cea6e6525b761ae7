import type { LoadPortabilityRequest } from "@whiteline/contracts/lists/v1/number_plan";
import type { FastifyRequest } from "fastify";
import type { z } from "zod";

import { requestIdOf } from "../caller.js";
import { fromNumberOperator, fromPortability } from "../proto/number-plan.js";
import { present, toTime } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  byMarket,
  byNumber,
  numberOperator,
  numberQuery,
  portabilityFields,
  portabilityFile,
  portabilityFiles,
  portabilityForm,
} from "../shapes/number-plan.js";
import { problems } from "../shapes/problem.js";
import { repeatable } from "../shapes/words.js";
import { passOn, RAW_TYPES, readForm, readRaw, type Upload } from "../upload.js";

type Fields = z.output<typeof portabilityFields>;

/** Which operator serves a number, and how that is known. */
export function addNumberPlanRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { numberPlan } = peers;

  app.get(
    "/v1/numbers/:number/operator",
    {
      schema: {
        operationId: "getNumberOperator",
        tags: ["numbers"],
        summary: "Which operator serves a number: each belief with its source and age",
        params: byNumber,
        querystring: numberQuery,
        response: { 200: numberOperator, ...problems },
      },
    },
    async (request) => {
      const { market } = request.query;
      const question = { number: request.params.number, market };
      return fromNumberOperator(await numberPlan.getNumberOperator(question, call(request)));
    },
  );

  app.get(
    "/v1/number-plans/:market/portability",
    {
      schema: {
        operationId: "listPortability",
        tags: ["numbers", "staff"],
        summary: "Files of ported numbers that were loaded, the newest first",
        params: byMarket,
        response: { 200: portabilityFiles, ...problems },
      },
    },
    async (request) => {
      const answer = await numberPlan.listPortability(request.params, call(request));
      return { files: answer.files.map(fromPortability) };
    },
  );
}

/** Files of ported numbers on their way into the number plan. */
export function addPortabilityUpload(
  app: Api,
  deps: RouteDeps & { readonly uploadMaxBytes: number },
): void {
  const { peers, newId, stream, uploadMaxBytes } = deps;

  app.post(
    "/v1/number-plans/:market/portability",
    {
      schema: {
        operationId: "loadPortability",
        tags: ["numbers", "staff"],
        summary: "Load the ported numbers of a market",
        description:
          "CSV with number and operator. It replaces what was loaded before, all at once; a file that cannot be read, or that is less than half as long, changes nothing.",
        consumes: ["multipart/form-data", ...RAW_TYPES],
        headers: repeatable,
        querystring: portabilityFields,
        params: byMarket,
        body: portabilityForm,
        response: { 201: portabilityFile, ...problems },
      },
    },
    async (request, reply) => {
      const { fields, fileName, data } = await readUpload(request, request.query, uploadMaxBytes);
      const header = {
        requestId: requestIdOf(request.headers, newId),
        market: request.params.market,
        fileName,
        asOf: toTime(fields.asOf),
        mayShrink: fields.mayShrink === "true",
      };
      const answer = await passOn(request, () =>
        peers.numberPlan.loadPortability(partsOf(header, data), stream(request, reply)),
      );
      return reply.code(201).send(fromPortability(present(answer.file, "file")));
    },
  );
}

async function readUpload(
  request: FastifyRequest,
  query: Fields,
  maxBytes: number,
): Promise<Upload<Fields>> {
  if (request.isMultipart()) return readForm(request, portabilityFields, maxBytes);
  return { fields: query, fileName: query.fileName, data: readRaw(request, maxBytes) };
}

async function* partsOf(
  header: {
    readonly requestId: string;
    readonly market: string;
    readonly fileName: string;
    readonly asOf: Date | undefined;
    readonly mayShrink: boolean;
  },
  data: AsyncIterable<Buffer>,
): AsyncGenerator<LoadPortabilityRequest> {
  yield { part: { $case: "header", value: header } };
  for await (const value of data) yield { part: { $case: "data", value } };
}
