import type { Line as LineMessage } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { Line } from "./domain/line.js";
import { casesOf } from "./line-steps.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { withLife } from "./proto-desk.js";

type Needs = Pick<Parts, "now" | "packs" | "applications" | "lives" | "volumes" | "trail">;

const dayMs = 86_400_000;

/** Lines as their holder and the desk see them: with term, list, volume and complaints. */
export function lineStories({ now, packs, applications, lives, volumes, trail }: Needs) {
  const several = async (lines: readonly Line[]): Promise<readonly LineMessage[]> => {
    const at = now();
    const ids = lines.map(({ lineId }) => lineId);
    const known = await lives.ofLines(ids);
    const days = Math.max(
      0,
      ...lines.map(({ market }) => packs.of(market, at).lineLife.volumeDays),
    );
    const sent = await volumes.since(ids, new Date(at.getTime() - days * dayMs));
    return lines.map((line) => {
      const pack = packs.of(line.market, at);
      const today = dayOf(at, pack.timezone);
      const messages = sent.get(line.lineId) ?? 0;
      const life = known.get(line.lineId);
      return withLife(pack, line, { life, messages, history: [], pending: null, today });
    });
  };

  return {
    /** Without their histories. */
    several,

    /** One line with what happened to it. */
    async one(line: Line): Promise<LineMessage> {
      const [told] = await several([line]);
      if (told === undefined) throw new Error("a line without a story");
      const cases = await casesOf({ applications }, line, "");
      const steps = cases.flatMap(({ history }) =>
        history.map(({ at, actor, event, from, to, note }) => ({
          at,
          actor,
          event,
          from,
          to,
          note,
        })),
      );
      const others = (await trail.of(line.lineId)).map(({ at, actor, event, from, to, note }) => ({
        at,
        actor,
        event,
        from,
        to,
        note,
      }));
      const history = [...steps, ...others].sort((a, b) => a.at.getTime() - b.at.getTime());
      const pending = cases.map(({ desk }) => desk?.pending ?? null).find((each) => each !== null);
      return { ...told, history, pendingDecision: pending ?? told.pendingDecision };
    },
  };
}
