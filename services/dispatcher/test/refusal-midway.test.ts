import { RefusalEnforced } from "@whiteline/contracts/dispatcher/v1/events";
import { OptOutLifted, OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { systemPorts } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";
import { chunkOf, openStation } from "./station.js";

const patience = { within: 90_000 };
const WITHHELD = 4;

type Operators = { readonly accounts: readonly Readonly<Record<string, unknown>>[] };

/** An operator that takes so many parts a second, so that a campaign is half sent for a while. */
const slowly = (environment: Record<string, string>, rate: number): Record<string, string> => {
  const operators = JSON.parse(environment["OPERATORS"] ?? "{}") as Operators;
  const accounts = operators.accounts.map((account) => ({ ...account, rate, window: 50 }));
  return { ...environment, OPERATORS: JSON.stringify({ ...operators, accounts }) };
};

test("a refusal in the middle of a campaign keeps back every message to that number that is in no open intent, and it is told from when it holds", async () => {
  await using station = await openStation();
  const { events } = station;
  const enforced: RefusalEnforced[] = [];
  const end = new AbortController();
  const following = events.follow([RefusalEnforced], ({ fact }) => void enforced.push(fact));
  const loop = following.loop(end.signal);
  const running = await start(readConfig(slowly(station.environment(), 50)), systemPorts);
  try {
    const chunks = [0, 1, 2].map((i) => chunkOf(`midway${i}`, 400));
    for (const chunk of chunks) await station.release(chunk);
    await eventually(async () => (await station.operator()).submitted > 50, patience);
    const refused = chunks.map(({ msisdns }) => msisdns[399]!);
    const heardAt = new Date();
    for (const [i, msisdn] of refused.entries()) {
      const fact = { tenantId: "tenant-a", lineId: "line-1", msisdn, heardAt, version: 1n };
      const refusalId = `refusal-${i}`;
      await events.publish(
        OptOutRecorded,
        OptOutRecorded.fromPartial({ ...fact, refusalId }),
        refusalId,
      );
    }
    // Taken back by the subscriber of the last chunk before it was its turn: it goes.
    const back = { tenantId: "tenant-a", lineId: "line-1", msisdn: refused[2]!, version: 2n };
    await events.publish(OptOutLifted, OptOutLifted.fromPartial(back), "back");
    await eventually(() => enforced.length === 3 || undefined, patience);
    expect(enforced[0]).toMatchObject({ tenantId: "tenant-a", lineId: "line-1", version: 1n });
    expect(enforced.map(({ refusalId }) => refusalId).sort()).toEqual([
      "refusal-0",
      "refusal-1",
      "refusal-2",
    ]);
    for (const { at } of enforced) expect(at!.getTime()).toBeGreaterThanOrEqual(heardAt.getTime());
    await eventually(
      () => chunks.every(({ chunkId }) => station.snapshot(chunkId)?.complete),
      patience,
    );
    const last = chunks.map(({ chunkId }) => station.snapshot(chunkId)!.codes[399]);
    expect(last).toEqual([WITHHELD, WITHHELD, 1]);
    expect(station.snapshot("midway0")).toMatchObject({
      withheldRecipients: [399],
      withheldReasons: ["opted_out"],
    });
    expect(await station.operator()).toMatchObject({ submitted: 1_198, duplicates: 0 });
  } finally {
    await running.stop();
    end.abort();
    await loop;
  }
});
