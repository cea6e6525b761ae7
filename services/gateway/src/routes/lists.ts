import { requestIdOf } from "../caller.js";
import { fromList, toCreateList } from "../proto/lists.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { list, listList, newList } from "../shapes/lists.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";

/** Who may be written to. */
export function addListRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { lists } = peers;

  app.post(
    "/v1/lists",
    {
      schema: {
        operationId: "createList",
        tags: ["lists"],
        summary: "Make a list of customers",
        headers: repeatable,
        body: newList,
        response: { 201: list, ...problems },
      },
    },
    async (request, reply) => {
      const question = toCreateList(request.body, requestIdOf(request.headers, newId));
      const answer = await lists.createList(question, call(request));
      const made = fromList(present(answer.list, "list"));
      return reply.code(201).header("location", `/v1/lists/${made.listId}`).send(made);
    },
  );

  app.get(
    "/v1/lists",
    {
      schema: {
        operationId: "listLists",
        tags: ["lists"],
        summary: "Your lists",
        response: { 200: listList, ...problems },
      },
    },
    async (request) => {
      const answer = await lists.listLists({}, call(request));
      return { lists: answer.lists.map(fromList) };
    },
  );

  app.get(
    "/v1/lists/:id",
    {
      schema: {
        operationId: "getList",
        tags: ["lists"],
        summary: "One list",
        params: byId,
        response: { 200: list, ...problems },
      },
    },
    async (request) => {
      const answer = await lists.getList({ listId: request.params.id }, call(request));
      return fromList(present(answer.list, "list"));
    },
  );
}
