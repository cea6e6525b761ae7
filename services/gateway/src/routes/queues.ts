import { fromLetter, fromQueue } from "../proto/reports.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  bySequence,
  deadLetter,
  deadLetterList,
  letterPage,
  queueList,
  replayedGroup,
  replayGroup,
} from "../shapes/reports.js";

/** The queues between the services and what they gave up, for who keeps the road open. */
export function addQueueRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { queues } = peers;

  app.get(
    "/v1/operators/queues",
    {
      schema: {
        operationId: "listQueues",
        tags: ["operators", "staff"],
        summary: "Staff (operations): the queues between the services against their bounds",
        response: { 200: queueList, ...problems },
      },
    },
    async (request) => ({
      queues: (await queues.listQueues({}, call(request))).queues.map(fromQueue),
    }),
  );

  app.get(
    "/v1/operators/dead-letters",
    {
      schema: {
        operationId: "listDeadLetters",
        tags: ["operators", "staff"],
        summary: "Staff (operations): what was given up, oldest first",
        description: "Of a week. What a letter holds is not shown: it may be personal.",
        querystring: letterPage,
        response: { 200: deadLetterList, ...problems },
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const question = { limit, after: BigInt(after) };
      const { letters, next, groups } = await queues.listDeadLetters(question, call(request));
      return {
        letters: letters.map(fromLetter),
        next: next === 0n ? undefined : Number(next),
        groups: groups.map((group) => ({ ...group, letters: Number(group.letters) })),
      };
    },
  );

  app.post(
    "/v1/operators/dead-letters/:sequence/replay",
    {
      schema: {
        operationId: "replayDeadLetter",
        tags: ["operators", "staff"],
        summary: "Staff (operations): give a dead letter to its reader once more",
        description: "It leaves the list. What fails again comes back as a new letter.",
        params: bySequence,
        response: { 200: deadLetter, ...problems },
      },
    },
    async (request) => {
      const question = { sequence: BigInt(request.params.sequence) };
      const { letter } = await queues.replayDeadLetter(question, call(request));
      return fromLetter(present(letter, "letter"));
    },
  );

  app.post(
    "/v1/operators/dead-letters/replay",
    {
      schema: {
        operationId: "replayDeadLetters",
        tags: ["operators", "staff"],
        summary: "Staff (operations): give what one service gave up of one type to it once more",
        description:
          "Oldest first, a batch at a time. They leave the list; what fails again comes back as new letters.",
        body: replayGroup,
        response: { 200: replayedGroup, ...problems },
      },
    },
    async (request) => {
      const question = { ...request.body, upTo: BigInt(request.body.upTo) };
      const { replayed, upTo, more } = await queues.replayDeadLetters(question, call(request));
      return { replayed, upTo: Number(upTo), more };
    },
  );
}
