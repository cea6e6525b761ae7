import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import type { Events } from "@whiteline/events";
import { normaliseNumber, type MarketPack } from "@whiteline/markets";
import { DomainError, inTransaction, type connectMongo, type Ports } from "@whiteline/service-kit";
import { toOptOutRecorded } from "./events/publish.js";
import type { OptOutStore } from "./store/opt-outs.js";

export type RecordingOptOuts = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly optOuts: OptOutStore;
  readonly events: Pick<Events, "outbox">;
};

const CHANNELS: readonly string[] = ["api", "reply", "console", "complaint"];

/**
 * Closes the door for a number: state and fact in one transaction. Saying it again changes nothing and answers with
 * the first instant.
 * @throws DomainError with the code of the number plan, CHANNEL_UNKNOWN, REQUEST_ID_REUSED
 */
export async function recordOptOut(
  { connection, optOuts, events, now, newId }: RecordingOptOuts,
  given: {
    readonly tenantId: string;
    readonly pack: MarketPack;
    readonly requestId: string;
    readonly number: string;
    readonly lineId: string;
    readonly channel: string;
  },
): Promise<Date> {
  const { tenantId, pack, requestId, lineId, channel } = given;
  if (!CHANNELS.includes(channel)) {
    throw new DomainError(
      "invalid",
      "CHANNEL_UNKNOWN",
      "The channel is none by which people refuse.",
      {
        remedy: `Use one of ${CHANNELS.join(", ")}.`,
      },
    );
  }
  const number = normaliseNumber(pack, given.number);
  if (number.kind === "refused") {
    throw new DomainError("invalid", number.code, "The number cannot be read.", {
      remedy: number.remedy,
    });
  }
  const optOut = { tenantId, lineId, msisdn: Number(number.e164), channel, requestId, at: now() };
  try {
    await inTransaction(connection, async (session) => {
      await optOuts.add(session, optOut);
      await events.outbox.add(session, OptOutRecorded, toOptOutRecorded(optOut), newId());
    });
    return optOut.at;
  } catch (error) {
    return (await optOuts.earlier(error, optOut)).at;
  }
}
