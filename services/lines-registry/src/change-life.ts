import { changedFields } from "@whiteline/events";
import { newLife, type LineLife } from "./domain/line-life.js";
import type { Line } from "./domain/line.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import type { ClientSession } from "./store/commit.js";
import { fieldsOfLife } from "./trail-fields.js";

type Needs = Pick<Parts, "now" | "packs" | "lives" | "trail" | "commit">;

/** What a change of a line's life leaves in its trail. */
export type Changed = { readonly life: LineLife; readonly event: string; readonly note: string };

/** Changes what is kept beside a line, with its trace. `work` sees the newest life; undefined: nothing to change. */
export function lifeChanger({ now, packs, lives, trail, commit }: Needs) {
  return async (
    line: Line,
    who: { readonly actor: string; readonly by: string },
    work: (
      life: LineLife,
      session: ClientSession,
    ) => Promise<Changed | undefined> | Changed | undefined,
  ): Promise<void> => {
    const at = now();
    const pack = packs.of(line.market, at);
    await commit(async (session) => {
      const kept = (await lives.byId(line.lineId, session)) ?? {
        life: newLife(pack, line, dayOf(at, pack.timezone)),
        version: 0,
      };
      const changed = await work(kept.life, session);
      if (changed === undefined) return;
      await lives.put(session, { life: changed.life, version: kept.version });
      const { lineId: subject, providerId } = line;
      const { event, note } = changed;
      const entry = { subject, providerId, at, ...who, event, note, from: "", to: "" };
      const change = changedFields(fieldsOfLife(kept.life), fieldsOfLife(changed.life));
      await trail.add(entry, session, change);
    });
  };
}

/** Counts a complaint about a line once, whoever tells of it. */
export function complaintCounter(parts: Needs) {
  const change = lifeChanger(parts);
  return (
    line: Line,
    who: { readonly actor: string; readonly by: string },
    complaint: { readonly id: string; readonly note: string },
  ): Promise<void> =>
    change(line, who, async (life, session) => {
      const { lineId: subject, providerId } = line;
      const told = { event: "complaint", note: complaint.note, from: "", to: "" };
      const entry = { subject, providerId, at: parts.now(), ...who, ...told };
      const id = `complaint:${line.lineId}:${complaint.id}`;
      if (!(await parts.trail.addOnce(id, entry, session))) return undefined;
      const complaints = life.complaints + 1;
      return { life: { ...life, complaints }, event: "complaints", note: String(complaints) };
    });
}
