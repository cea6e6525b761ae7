import type { Complaint } from "@whiteline/contracts/compliance/v1/complaints";

import { z } from "zod";

import { requestIdOf } from "../caller.js";
import {
  fromComplaint,
  fromComplaintFile,
  fromComplaints,
  fromPenalty,
  fromRate,
  toComplaintDecision,
  toCounted,
  toNewComplaint,
  toSubscriberComplaint,
} from "../proto/complaints.js";
import { fromTime, present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  complaint,
  complaintAnswer,
  complaintRefusal,
  complaintDecision,
  complaintFile,
  complaintList,
  complaintQuery,
  complaintRate,
  keptComplaint,
  newComplaint,
  penalty,
  penaltyQuestion,
  subscriberComplaint,
} from "../shapes/complaints.js";
import { withdrawQuery } from "../shapes/desk.js";
import { problems } from "../shapes/problem.js";
import { textAssignment } from "../shapes/text-desk.js";
import { byId, repeatable } from "../shapes/words.js";
import { openStream, sendStream } from "../stream-answer.js";

const staff = ["complaints", "staff"];
const answered = { 200: complaint, ...problems };
const fromAnswer = (answer: { readonly complaint?: Complaint | undefined }) =>
  fromComplaint(present(answer.complaint, "complaint"));

/** The door for whoever received a message: no account, no key. */
export function addSubscriberComplaintRoute(
  app: Api,
  {
    peers,
    newId,
    deadlineMs,
  }: Pick<RouteDeps, "peers" | "newId"> & { readonly deadlineMs: number },
): void {
  app.post(
    "/v1/subscriber-complaints",
    {
      schema: {
        operationId: "complain",
        tags: ["complaints"],
        summary: "Complain of a message that you received",
        description:
          "Needs no account. The desk of the sender's provider decides, on evidence that is gathered by itself. At most 3 a day of one number and 20 an hour from one address or one /64 of IPv6, repetitions too. Where many share a sender the answer does not tell whether one of them wrote to the number.",
        security: [],
        headers: repeatable,
        body: subscriberComplaint,
        response: { 202: keptComplaint, ...problems },
      },
    },
    async (request, reply) => {
      const said = toSubscriberComplaint(request.body, {
        requestId: requestIdOf(request.headers, newId),
        remoteAddress: request.ip,
      });
      const { complaintId, at } = await peers.complaints.complain(said, { deadline: deadlineMs });
      return reply.code(202).send({ complaintId, receivedAt: fromTime(at) });
    },
  );
}

/** What people complain of, what proves it, and what follows. */
export function addComplaintRoutes(app: Api, { peers, newId, call, stream }: RouteDeps): void {
  const { complaints } = peers;

  app.post(
    "/v1/complaints",
    {
      schema: {
        operationId: "openComplaint",
        tags: staff,
        summary: "Staff: enter a complaint; its evidence is gathered by itself",
        headers: repeatable,
        body: newComplaint,
        response: { 201: complaint, ...problems },
      },
    },
    async (request, reply) => {
      const asked = toNewComplaint(request.body, requestIdOf(request.headers, newId));
      const made = fromAnswer(await complaints.openComplaint(asked, call(request)));
      return reply.code(201).header("location", `/v1/complaints/${made.complaintId}`).send(made);
    },
  );

  app.get(
    "/v1/complaints",
    {
      schema: {
        operationId: "listComplaints",
        tags: ["complaints"],
        summary: "Complaints of your lines; for staff, of the provider's lines",
        querystring: complaintQuery,
        response: { 200: complaintList, ...problems },
      },
    },
    async (request) => {
      const { state, lineId, assignee, overdue } = request.query;
      const asked = {
        state: state === "all" ? "" : state,
        lineId,
        assignee,
        overdueOnly: overdue === "true",
      };
      return fromComplaints(await complaints.listComplaints(asked, call(request)));
    },
  );

  app.get(
    "/v1/complaints/:id",
    {
      schema: {
        operationId: "getComplaint",
        tags: ["complaints"],
        summary: "A complaint with its evidence, and what each violation would bring",
        params: byId,
        response: { 200: complaintFile, ...problems },
      },
    },
    async (request) =>
      fromComplaintFile(
        await complaints.getComplaint({ complaintId: request.params.id }, call(request)),
      ),
  );

  app.post(
    "/v1/complaints/:id/assignment",
    {
      schema: {
        operationId: "assignComplaint",
        tags: staff,
        summary: "Staff: give a complaint to somebody, or to nobody",
        params: byId,
        body: textAssignment,
        response: answered,
      },
    },
    async (request) => {
      const { assignee, expectedVersion } = request.body;
      const asked = {
        complaintId: request.params.id,
        assignee: assignee ?? "",
        expectedVersion: BigInt(expectedVersion),
      };
      return fromAnswer(await complaints.assignComplaint(asked, call(request)));
    },
  );

  app.post(
    "/v1/complaints/:id/answer",
    {
      schema: {
        operationId: "answerComplaint",
        tags: ["complaints"],
        summary: "Say your side of a complaint about your line",
        params: byId,
        body: complaintAnswer,
        response: answered,
      },
    },
    async (request) => {
      const asked = { complaintId: request.params.id, text: request.body.text };
      return fromAnswer(await complaints.answerComplaint(asked, call(request)));
    },
  );

  app.post(
    "/v1/complaints/:id/opt-out",
    {
      schema: {
        operationId: "recordRefusalOfComplaint",
        tags: staff,
        summary: "Staff: write to the complainant no more",
        description:
          "The number is taken from the complaint, since the desk does not see it. It counts as said when the complaint came, if that held the wish. Repeating it records nothing anew; asked again with everyLine it widens what was recorded of one line. A refusal that was heard elsewhere is POST /v1/desk/opt-outs.",
        params: byId,
        body: complaintRefusal,
        response: answered,
      },
    },
    async (request) => {
      const asked = { complaintId: request.params.id, everyLine: request.body.everyLine };
      return fromAnswer(await complaints.recordRefusal(asked, call(request)));
    },
  );

  app.post(
    "/v1/complaints/:id/penalty",
    {
      schema: {
        operationId: "previewPenalty",
        tags: staff,
        summary: "Staff: what a violation would bring; nothing is decided",
        params: byId,
        body: penaltyQuestion,
        response: { 200: penalty, ...problems },
      },
    },
    async (request) => {
      const { violation, counted } = request.body;
      const asked = { complaintId: request.params.id, violation, counted: toCounted(counted) };
      const answer = await complaints.previewPenalty(asked, call(request));
      return fromPenalty(present(answer.penalty, "penalty"));
    },
  );

  app.post(
    "/v1/complaints/:id/decision",
    {
      schema: {
        operationId: "decideComplaint",
        tags: staff,
        summary: "Staff: dismiss a complaint, or confirm a violation",
        description:
          "202 with `pending` where the line is lost and this was the first of two people: a second one sends the same. What follows is told to lines-registry and pricing.",
        params: byId,
        body: complaintDecision,
        response: { 200: complaint, 202: complaint, ...problems },
      },
    },
    async (request, reply) => {
      const asked = toComplaintDecision(request.body, request.params.id);
      const decided = fromAnswer(await complaints.decideComplaint(asked, call(request)));
      return reply.code(decided.pending === undefined ? 200 : 202).send(decided);
    },
  );

  app.delete(
    "/v1/complaints/:id/pending-decision",
    {
      schema: {
        operationId: "withdrawComplaintDecision",
        tags: staff,
        summary: "Staff: take back a decision that waits for a second person",
        params: byId,
        querystring: withdrawQuery,
        response: answered,
      },
    },
    async (request) => {
      const expectedVersion = BigInt(request.query.expectedVersion);
      const asked = { complaintId: request.params.id, expectedVersion };
      return fromAnswer(await complaints.withdrawComplaintDecision(asked, call(request)));
    },
  );

  app.get(
    "/v1/complaints/:id/evidence",
    {
      schema: {
        operationId: "exportEvidence",
        tags: staff,
        summary: "Staff: the evidence pack",
        description:
          "One zip archive, verifiable with `npm run verify-evidence -- FILE`. It holds personal data; who exported it stays on record.",
        params: byId,
        response: {
          200: {
            description: "The evidence.",
            content: { "application/zip": { schema: z.file() } },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const asked = { complaintId: request.params.id };
      const pieces = await openStream(complaints.exportEvidence(asked, stream(request, reply)));
      void reply.header(
        "content-disposition",
        `attachment; filename="evidence-${request.params.id.replaceAll(/[^\w-]/gu, "")}.zip"`,
      );
      return sendStream(reply, "application/zip", pieces, ({ data }) => data);
    },
  );

  app.get(
    "/v1/lines/:id/complaint-rate",
    {
      schema: {
        operationId: "getComplaintRate",
        tags: ["complaints"],
        summary: "Complaints of a line per 10,000 messages",
        description: "Over the days for which the market shows a line's volume.",
        params: byId,
        response: { 200: complaintRate, ...problems },
      },
    },
    async (request) => {
      const asked = { lineId: request.params.id };
      return fromRate(await complaints.getComplaintRate(asked, call(request)));
    },
  );
}
