import { deserialize, serialize } from "node:v8";
import type { Envelope, EnvelopeHeader } from "@whiteline/service-kit";
import mongoose, { type ClientSession, type Connection } from "mongoose";
import { z } from "zod";
import type { VerdictInputs } from "../domain/verdict-inputs.js";

const { Binary } = mongoose.mongo;

type SealedParts = Pick<VerdictInputs, "common" | "items">;
type InputsDocument = Omit<VerdictInputs, "inputsId" | "common" | "items"> & {
  readonly _id: string;
  readonly verdictIds: readonly string[];
  /** Texts and what was known of recipients: sealed, so that only a replay reads them (law 12). */
  readonly header: EnvelopeHeader;
  readonly sealed: InstanceType<typeof Binary>;
  readonly expiresAt: Date;
};

/** We wrote it ourselves, and the envelope vouches that nobody changed it since. */
const sealedShape = z.custom<SealedParts>(
  (value) => typeof value === "object" && value !== null && "common" in value && "items" in value,
);

const DAY_MS = 24 * 3_600_000;

/** What verdicts were made of, for as long as they can be judged again. One write per group that was judged. */
export const verdictInputsStore = (
  connection: Connection,
  { envelope, keepDays }: { readonly envelope: Envelope; readonly keepDays: number },
) => {
  const inputs = connection.collection<InputsDocument>("verdictInputs");
  return {
    ensureIndexes: async (): Promise<void> => {
      await inputs.createIndexes([
        { key: { providerId: 1, at: 1 } },
        { key: { verdictIds: 1 } },
        { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      ]);
    },

    add: async (given: VerdictInputs, session?: ClientSession): Promise<void> => {
      const { inputsId, common, items, ...rest } = given;
      const parts: SealedParts = { common, items };
      const { header, sealed } = await envelope.seal(serialize(parts));
      const document: InputsDocument = {
        _id: inputsId,
        ...rest,
        verdictIds: [...new Set(items.map(({ verdictId }) => verdictId))],
        header,
        sealed: new Binary(sealed),
        expiresAt: new Date(given.at.getTime() + keepDays * DAY_MS),
      };
      await inputs.insertOne(document, session === undefined ? {} : { session });
    },

    /** Inputs of a provider's verdicts within a time, the oldest first. */
    ofProvider: async function* (
      providerId: string,
      { since, until }: { readonly since: Date; readonly until: Date },
    ): AsyncGenerator<VerdictInputs> {
      const found = inputs.find({ providerId, at: { $gte: since, $lt: until } }).sort({ at: 1 });
      for await (const document of found) yield opened(document, envelope);
    },

    /** Of one verdict; undefined when they were kept long enough. */
    ofVerdict: async (verdictId: string): Promise<VerdictInputs | undefined> => {
      const found = await inputs.findOne({ verdictIds: verdictId });
      return found === null ? undefined : opened(found, envelope);
    },
  };
};

export type VerdictInputsStore = ReturnType<typeof verdictInputsStore>;

const opened = async (
  { _id, verdictIds: _ids, header, sealed, expiresAt: _end, ...rest }: InputsDocument,
  envelope: Envelope,
): Promise<VerdictInputs> => {
  const clear = await envelope.open(
    header,
    Buffer.from(sealed.buffer.subarray(0, sealed.position)),
  );
  const parts = sealedShape.parse(deserialize(clear));
  return { inputsId: _id, ...rest, ...parts };
};
