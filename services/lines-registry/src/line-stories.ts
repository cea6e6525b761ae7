import type {
  Line as LineMessage,
  LineEvent,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { CallContext } from "@whiteline/service-kit";
import { holdsNumber, type Application } from "./domain/application.js";
import type { Line } from "./domain/line.js";
import { possibleRequests } from "./domain/possible-requests.js";
import { judgeHeldSender } from "./judge-held-sender.js";
import { casesOf } from "./line-steps.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { withLife } from "./proto-desk.js";
import { namesFor, viewsAsHolder, withoutWho, type Did } from "./who-did.js";

type Needs = Pick<
  Parts,
  "now" | "packs" | "applications" | "lines" | "lives" | "volumes" | "trail" | "accounts" | "log"
>;

const dayMs = 86_400_000;

/** Lines as their holder and the desk see them: with term, list, volume and complaints. */
export function lineStories(parts: Needs) {
  const { now, packs, applications, lives, volumes, trail } = parts;
  const named = namesFor(parts);

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

  const historyOf = async (
    line: Line,
    cases: readonly Application[],
    context: CallContext,
  ): Promise<readonly LineEvent[]> => {
    // What was tried in vain is the desk's to read; whoever tried has had the answer.
    const isShown = ({ event }: Did) => !(viewsAsHolder(context) && event.startsWith("refused:"));
    const did: readonly Did[] = [
      ...cases.flatMap(({ history }) => history),
      ...(await trail.of(line.lineId)).filter(isShown),
    ];
    const nameOf = await named(did, context);
    return did
      .map((each) => {
        const { at, actor, event, from, to, note } = each;
        return { at, actor, event, from, to, note, ...nameOf(each.by) };
      })
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  };

  /** What the holder may ask for with the line, or the case that is under way instead. */
  const requestsOf = async (
    line: Line,
  ): Promise<Pick<LineMessage, "possibleRequests" | "openCaseId">> => {
    const pack = packs.of(line.market, now());
    const { tenantId, senderKey, lineId, applicationId } = line;
    const change = await applications.changing(lineId);
    const holder = await applications.holding(line.market, { senderKey, operator: "" });
    const isUnderWay =
      holder?.tenantId === tenantId &&
      holder.applicationId !== applicationId &&
      holder.lineId === null;
    const open = change ?? (isUnderWay && holdsNumber(pack, holder) ? holder : undefined);
    const wanted = { tenantId, senderKey, operator: "", purposes: [], current: undefined };
    const found = await judgeHeldSender(parts, pack, wanted);
    const about = { isFree: found.length === 0, isChanging: change !== undefined };
    return {
      possibleRequests: possibleRequests(pack, line, about),
      openCaseId: open?.applicationId ?? "",
    };
  };

  return {
    /** Without their histories. */
    several,

    /** One line with what happened to it, and by whom as far as the caller may see. */
    async one(line: Line, context: CallContext): Promise<LineMessage> {
      const [told] = await several([line]);
      if (told === undefined) throw new Error("a line without a story");
      const cases = await casesOf({ applications }, line, "");
      const history = await historyOf(line, cases, context);
      const found = cases.map(({ desk }) => desk?.pending ?? null).find((each) => each !== null);
      const pending = found ?? told.pendingDecision;
      return {
        ...told,
        ...(await requestsOf(line)),
        history,
        pendingDecision: withoutWho(pending, context),
      };
    },
  };
}
