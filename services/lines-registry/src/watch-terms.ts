import { addDays } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { noticeOf } from "./domain/activation-notice.js";
import { dueNotice, expiryText, isLapsed, type LineLife } from "./domain/line-life.js";
import type { Line } from "./domain/line.js";
import { tellExpiring } from "./events/publish.js";
import { stepLine } from "./line-steps.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";

type Needs = Parameters<typeof stepLine>[0] & Pick<Parts, "notices" | "log">;

/** Further ahead no market tells; packs name less. */
const horizonDays = 400;

/**
 * Tells holders 30, 7 and 1 days before a term ends, and lets what was not renewed expire. Driven by
 * the clock alone: a notice is told once for its term, however often and by however many processes
 * this runs.
 */
export function watchTerms(parts: Needs) {
  const { now, packs, lines, lives, log } = parts;

  const watch = async (life: LineLife): Promise<void> => {
    const line = await lines.byId(life.lineId);
    if (line === undefined || line.status === "removed") return;
    const at = now();
    const pack = packs.of(line.market, at);
    const today = dayOf(at, pack.timezone);
    if (dueNotice(pack, life, today) !== undefined) await tell(parts, line, today);
    if (!isLapsed(life, today) || line.status !== "active") return;
    const act = { events: ["expire"], note: life.renewsOn ?? "", operator: "" };
    await stepLine(parts, line, act, { roles: ["platform"], by: "service:lines-registry" });
  };

  return async (signal: AbortSignal): Promise<void> => {
    const until = addDays(now().toISOString().slice(0, 10), horizonDays);
    let after = "";
    for (;;) {
      const some = await lives.ending(until, after);
      for (const life of some) {
        if (signal.aborted) return;
        await watch(life).catch((error: unknown) => {
          // Another process was faster, or people decided meanwhile: the next look sees it.
          if (!(error instanceof DomainError)) throw error;
          log.warn({ lineId: life.lineId, reason: error.reason }, "term_not_handled");
        });
      }
      const last = some.at(-1);
      if (last === undefined) return;
      after = last.lineId;
    }
  };
}

/** Notice, fact and message that is owed are one write. */
async function tell(
  { now, packs, lives, notices, trail, commit, outbox }: Needs,
  line: Line,
  today: string,
): Promise<void> {
  const at = now();
  const pack = packs.of(line.market, at);
  await commit(async (session) => {
    const kept = await lives.byId(line.lineId, session);
    const due = kept && dueNotice(pack, kept.life, today);
    if (kept === undefined || due === undefined) return;
    const { renewsOn } = kept.life;
    if (renewsOn === null) return;
    const { notice, daysLeft } = due;
    const life = { ...kept.life, told: [...kept.life.told, notice] };
    await lives.put(session, { life, version: kept.version });
    await tellExpiring(outbox, session, line, { renewsOn, notice, daysLeft, at });
    const text = expiryText(pack, { number: line.number, renewsOn, daysLeft });
    const noticeId = `line-expiring:${line.lineId}:${renewsOn}:${notice}`;
    const isTold = line.applicationId !== null && noticeOf(pack, line.family) !== undefined;
    if (text !== undefined && isTold) {
      await notices.owe(session, { noticeId, lineId: line.lineId, text }, at);
    }
    const { lineId: subject, providerId } = line;
    const about = { subject, providerId, at, actor: "platform", by: "service:lines-registry" };
    const told = { event: "expiring", note: `${daysLeft} days, ${renewsOn}`, from: "", to: "" };
    await trail.add({ ...about, ...told }, session);
  });
}
