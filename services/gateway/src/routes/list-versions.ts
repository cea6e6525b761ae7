import { z } from "zod";

import { requestIdOf } from "../caller.js";
import { fromList } from "../proto/lists.js";
import { fromDuties, fromMembership, fromVersion } from "../proto/list-versions.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  byMember,
  byVersion,
  listDuties,
  memberQuery,
  membership,
  rollBack,
  versionList,
} from "../shapes/list-versions.js";
import { list, listChange } from "../shapes/lists.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";
import { openStream, sendStream } from "../stream-answer.js";

const csv = {
  description: "CSV in UTF-8; cells that a spreadsheet would run begin with an apostrophe.",
  content: { "text/csv": { schema: z.string() } },
};

/** Versions of a list, and what it owes the lines that it governs. */
export function addListVersionRoutes(app: Api, { peers, newId, call, stream }: RouteDeps): void {
  const { listVersions } = peers;

  app.patch(
    "/v1/lists/:id",
    {
      schema: {
        operationId: "updateList",
        tags: ["lists"],
        summary: "Rename a list, or change which lines it governs",
        params: byId,
        body: listChange,
        response: { 200: list, ...problems },
      },
    },
    async (request) => {
      const { name = "", governsLineIds } = request.body;
      const governs = governsLineIds && { lineIds: governsLineIds };
      const question = { listId: request.params.id, name, governs };
      const answer = await listVersions.updateList(question, call(request));
      return fromList(present(answer.list, "list"));
    },
  );

  app.get(
    "/v1/lists/:id/versions",
    {
      schema: {
        operationId: "listVersions",
        tags: ["lists"],
        summary: "Versions of a list: who made them of what, and which campaigns went to them",
        params: byId,
        response: { 200: versionList, ...problems },
      },
    },
    async (request) => {
      const answer = await listVersions.listVersions({ listId: request.params.id }, call(request));
      return { versions: answer.versions.map(fromVersion) };
    },
  );

  app.get(
    "/v1/lists/:id/versions/:version/members",
    {
      schema: {
        operationId: "downloadListVersion",
        tags: ["lists"],
        summary: "Download a version of a list",
        params: byVersion,
        response: { 200: csv, ...problems },
      },
    },
    async (request, reply) => {
      const { id: listId, version } = request.params;
      const question = { listId, version: BigInt(version) };
      const rows = await openStream(listVersions.downloadVersion(question, stream(request, reply)));
      reply.header("content-disposition", 'attachment; filename="list.csv"');
      return sendStream(reply, "text/csv; charset=utf-8", rows, ({ data }) => data);
    },
  );

  app.get(
    "/v1/lists/:id/versions/:version/removed",
    {
      schema: {
        operationId: "downloadRemoved",
        tags: ["lists"],
        summary: "The removal report: who stood on the version before and left",
        params: byVersion,
        response: { 200: csv, ...problems },
      },
    },
    async (request, reply) => {
      const { id: listId, version } = request.params;
      const question = { listId, version: BigInt(version) };
      const rows = await openStream(listVersions.downloadRemoved(question, stream(request, reply)));
      reply.header("content-disposition", 'attachment; filename="removed.csv"');
      return sendStream(reply, "text/csv; charset=utf-8", rows, ({ data }) => data);
    },
  );

  app.post(
    "/v1/lists/:id/roll-back",
    {
      schema: {
        operationId: "rollBackList",
        tags: ["lists"],
        summary: "Make a new version that equals an old one",
        params: byId,
        headers: repeatable,
        body: rollBack,
        response: { 201: list, ...problems },
      },
    },
    async (request, reply) => {
      const requestId = requestIdOf(request.headers, newId);
      const version = BigInt(request.body.version);
      const question = { requestId, listId: request.params.id, version };
      const answer = await listVersions.rollBackList(question, call(request));
      return reply.code(201).send(fromList(present(answer.list, "list")));
    },
  );

  app.get(
    "/v1/lists/:id/duties",
    {
      schema: {
        operationId: "getListDuties",
        tags: ["lists"],
        summary: "What the lines that a list governs demand of it now",
        params: byId,
        response: { 200: listDuties, ...problems },
      },
    },
    async (request) =>
      fromDuties(await listVersions.getListDuties({ listId: request.params.id }, call(request))),
  );

  app.get(
    "/v1/lists/:id/members/:number",
    {
      schema: {
        operationId: "findMembership",
        tags: ["lists"],
        summary: "Whether a number stands on a version of a list",
        params: byMember,
        querystring: memberQuery,
        response: { 200: membership, ...problems },
      },
    },
    async (request) => {
      const { id: listId, number } = request.params;
      const question = { listId, number, version: BigInt(request.query.version) };
      return fromMembership(await listVersions.findMembership(question, call(request)));
    },
  );
}
