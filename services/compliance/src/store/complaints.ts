import type { Envelope, EnvelopeHeader } from "@whiteline/service-kit";
import type { Penalty } from "@whiteline/markets";
import mongoose, { type ClientSession, type Connection } from "mongoose";
import { z } from "zod";
import {
  visitor,
  type Complaint,
  type ComplaintDecision,
  type ComplaintSecrets,
  type EvidenceState,
} from "../domain/complaint.js";
import type { LinkedEntry } from "../domain/evidence-chain.js";

const { Binary } = mongoose.mongo;
type Bytes = InstanceType<typeof Binary>;
type Sealed = { readonly header: EnvelopeHeader; readonly sealed: Bytes };

/** The driver reads whole numbers as numbers; money and counts are bigints here. */
type Whole = bigint | number;
type PenaltyDocument = Omit<Penalty, "fine" | "counted"> & {
  readonly fine: Whole;
  readonly counted: Whole;
};
type DecisionDocument = Omit<ComplaintDecision, "penalty"> & {
  readonly penalty: PenaltyDocument | null;
};
type ComplaintDocument = Omit<Complaint, "complaintId" | "decision"> & {
  readonly decision: DecisionDocument | null;
  readonly _id: string;
  readonly requestId: string;
  readonly secrets: Sealed;
};
type EvidenceDocument = {
  readonly _id: string;
  readonly providerId: string;
  readonly chain: Sealed;
};

/** A record that a provider keeps for a court: never deleted by any retention. */
export type LegalRecord = {
  readonly recordId: string;
  readonly complaintId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly lineId: string;
  readonly sender: string;
  readonly rootHash: string;
  readonly decision: ComplaintDecision;
  readonly openedAt: Date;
};

const secretsShape = z.object({ number: z.string(), text: z.string(), answer: z.string() });
const chainShape = z.array(
  z.object({
    number: z.number(),
    kind: z.string(),
    toldBy: z.string(),
    at: z.string(),
    body: z.string(),
    bodyHash: z.string(),
    hash: z.string(),
  }),
);

/** One answer's worth of a list. */
const MOST_LISTED = 1_000;

/**
 * Complaints, their evidence and the records for a court. What names a person, or says what somebody
 * wrote or received, lies sealed; the rest is what a list shows.
 */
export const complaintStore = (connection: Connection, envelope: Envelope) => {
  const complaints = connection.collection<ComplaintDocument>("complaints");
  const evidence = connection.collection<EvidenceDocument>("evidence");
  const legalRecords = connection.collection<Omit<LegalRecord, "recordId"> & { _id: string }>(
    "legalRecords",
  );

  const seal = async (value: unknown): Promise<Sealed> => {
    const { header, sealed } = await envelope.seal(Buffer.from(JSON.stringify(value)));
    return { header, sealed: new Binary(sealed) };
  };
  const open = async ({ header, sealed }: Sealed): Promise<unknown> => {
    const bytes = Buffer.from(sealed.buffer.subarray(0, sealed.position));
    return JSON.parse((await envelope.open(header, bytes)).toString("utf8"));
  };

  return {
    ensureIndexes: async (): Promise<void> => {
      await complaints.createIndexes([
        { key: { providerId: 1, requestId: 1 }, unique: true },
        { key: { providerId: 1, state: 1, openedAt: 1 } },
        { key: { tenantId: 1, openedAt: -1 } },
        { key: { lineId: 1, openedAt: -1 } },
        {
          key: { "evidence.nextAt": 1 },
          partialFilterExpression: { "evidence.state": "gathering" },
        },
      ]);
      await evidence.createIndexes([{ key: { providerId: 1 } }]);
      await legalRecords.createIndexes([{ key: { providerId: 1, openedAt: 1 } }]);
    },

    /** Keeps a new complaint. @throws a duplicate key (isDuplicateKey) when the request id was used before */
    add: async (
      session: ClientSession,
      { complaintId, ...rest }: Complaint,
      { requestId, secrets }: { readonly requestId: string; readonly secrets: ComplaintSecrets },
    ): Promise<void> => {
      const document = { _id: complaintId, ...rest, requestId, secrets: await seal(secrets) };
      await complaints.insertOne(document, { session });
    },

    ofRequest: async (providerId: string, requestId: string): Promise<Complaint | undefined> => {
      const found = await complaints.findOne({ providerId, requestId });
      return found === null ? undefined : toComplaint(found);
    },

    byId: async (complaintId: string): Promise<Complaint | undefined> => {
      const found = await complaints.findOne({ _id: complaintId });
      return found === null ? undefined : toComplaint(found);
    },

    secretsOf: async (complaintId: string): Promise<ComplaintSecrets | undefined> => {
      const found = await complaints.findOne({ _id: complaintId }, { projection: { secrets: 1 } });
      return found === null ? undefined : secretsShape.parse(await open(found.secrets));
    },

    /** Of a provider's desk, or of a tenant; the oldest that wait first, then the newest decided. */
    list: async (
      whose: { readonly providerId: string } | { readonly tenantId: string },
      lineId: string,
    ): Promise<readonly Complaint[]> => {
      const found = complaints
        .find({ ...whose, ...(lineId === "" ? {} : { lineId }) })
        .sort({ openedAt: -1 })
        .limit(MOST_LISTED);
      return (await found.toArray()).map(toComplaint);
    },

    /** Complaints whose evidence is to be gathered now. */
    ungathered: async (at: Date, limit: number): Promise<readonly Complaint[]> => {
      const found = complaints
        .find({ "evidence.state": "gathering", "evidence.nextAt": { $lte: at } })
        .sort({ "evidence.nextAt": 1 })
        .limit(limit);
      return (await found.toArray()).map(toComplaint);
    },

    countUngathered: async (): Promise<number> =>
      complaints.countDocuments({ "evidence.state": "gathering" }),

    /** When evidence that could not be gathered is tried again. */
    postpone: async (complaintId: string, evidenceState: EvidenceState): Promise<void> => {
      await complaints.updateOne(
        { _id: complaintId, "evidence.state": "gathering" },
        { $set: { evidence: evidenceState } },
      );
    },

    /** Writes the next version, and its secrets where they change, if nobody did so meanwhile. */
    save: async (
      session: ClientSession,
      { complaintId, ...rest }: Complaint,
      secrets?: ComplaintSecrets,
    ): Promise<boolean> => {
      const sealed = secrets === undefined ? {} : { secrets: await seal(secrets) };
      const saved = await complaints.updateOne(
        { _id: complaintId, version: rest.version - 1 },
        { $set: { ...rest, ...sealed } },
        { session },
      );
      return saved.matchedCount === 1;
    },

    evidenceOf: async (complaintId: string): Promise<readonly LinkedEntry[]> => {
      const found = await evidence.findOne({ _id: complaintId });
      return found === null ? [] : chainShape.parse(await open(found.chain));
    },

    putEvidence: async (
      session: ClientSession,
      { complaintId, providerId }: Pick<Complaint, "complaintId" | "providerId">,
      chain: readonly LinkedEntry[],
    ): Promise<void> => {
      await evidence.replaceOne(
        { _id: complaintId },
        { providerId, chain: await seal(chain) },
        { upsert: true, session },
      );
    },

    addLegalRecord: async (
      session: ClientSession,
      { recordId, ...rest }: LegalRecord,
    ): Promise<void> => {
      await legalRecords.insertOne({ _id: recordId, ...rest }, { session });
    },

    /** Complaints of a line since an instant; a visitor's where its message was found. */
    countOf: async (
      lineId: string,
      since: Date,
    ): Promise<{ readonly opened: number; readonly confirmed: number }> => {
      const $nor = [{ openedBy: visitor, messageId: "" }];
      const within = { lineId, openedAt: { $gte: since }, $nor };
      const [opened, confirmed] = await Promise.all([
        complaints.countDocuments(within),
        complaints.countDocuments({ ...within, state: "confirmed" }),
      ]);
      return { opened, confirmed };
    },
  };
};

export type ComplaintStore = ReturnType<typeof complaintStore>;

const toComplaint = ({
  _id,
  requestId: _request,
  secrets: _secrets,
  ...rest
}: ComplaintDocument): Complaint => ({
  complaintId: _id,
  ...rest,
  decision: rest.decision === null ? null : toDecision(rest.decision),
});

const toDecision = ({ penalty, ...decision }: DecisionDocument): ComplaintDecision => {
  if (penalty === null) return { ...decision, penalty };
  const whole = { fine: BigInt(penalty.fine), counted: BigInt(penalty.counted) };
  return { ...decision, penalty: { ...penalty, ...whole } };
};
