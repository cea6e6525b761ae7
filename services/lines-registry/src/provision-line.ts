import type {
  ProvisionLineRequest,
  ProvisionLineResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  actorOf,
  DomainError,
  forward,
  isDuplicateKey,
  principalOf,
  requireStaff,
  type CallContext,
} from "@whiteline/service-kit";
import { numberRemoved, type Line } from "./domain/line.js";
import { judgeProvider } from "./domain/provider-eligibility.js";
import { isSameEntry, judgeEntry } from "./domain/provisioned-line.js";
import { tellDeed, tellLine } from "./events/publish.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromLine, toLineType } from "./proto.js";
import { providerUnknown, refuse } from "./refuse.js";

type Needs = Pick<
  Parts,
  | "now"
  | "newId"
  | "packs"
  | "lines"
  | "providers"
  | "applications"
  | "commit"
  | "outbox"
  | "accounts"
>;

/** Enters a line that exists already. Repeating it answers the line as it is now. */
export function provisionLine({
  now,
  newId,
  packs,
  lines,
  providers,
  applications,
  commit,
  outbox,
  accounts,
}: Needs) {
  const enteredBefore = async (line: Line): Promise<Line | undefined> => {
    const bearers = await lines.bearing(line.market, line.senderKey);
    // Platforms of several providers may send from the same printed number.
    const isBeside = (known: Line) =>
      line.platform && known.platform && known.providerId !== line.providerId;
    const held = bearers.find((known) => !isBeside(known));
    if (held === undefined) return undefined;
    if (isSameEntry(held, line)) return held;
    throw held.status === "removed" ? refuse(numberRemoved(), "already_exists") : lineExists();
  };

  return async (
    request: ProvisionLineRequest,
    context: CallContext,
  ): Promise<ProvisionLineResponse> => {
    const { tenantId, providerId, market, family, number } = request;
    requireStaff(context, "operations", providerId);
    const type = toLineType(request.type);
    const at = now();
    const pack = packs.ofProvider(providerId, at);
    if (pack === undefined) throw providerUnknown();
    if (market !== pack.code) throw marketDiffers(pack.code);

    const { tenant } = await accounts.getTenant({ tenantId }, forward(context));
    const tenantIsPlatform = tenant?.platform ?? false;
    const entry = { tenantId, providerId, family, number, type };
    const providerBlocked = !judgeProvider(
      pack,
      await providers.byId(providerId),
      dayOf(at, pack.timezone),
    ).eligible;
    const known = { tenantIsPlatform, lineId: newId(), at, providerBlocked };
    const verdict = judgeEntry(pack, entry, known);
    if (verdict.kind === "refused") throw refuse(verdict.finding, "invalid");

    const { line } = verdict;
    const earlier = await enteredBefore(line);
    if (earlier !== undefined) return { line: fromLine(earlier) };
    const holder = await applications.holding(line.market, {
      senderKey: line.senderKey,
      operator: "",
    });
    if (holder !== undefined && holder.tenantId !== tenantId) throw lineExists();
    try {
      await commit(async (session) => {
        await lines.insert(session, line);
        await tellLine(outbox, session, line, { reason: "provisioned", at });
        await tellDeed(outbox, session, {
          entryId: `line:${line.lineId}:entered`,
          tenantId,
          providerId,
          actor: actorOf(principalOf(context)),
          action: "line.entered",
          subject: `line:${line.lineId}`,
          after: { family, number, type },
          at,
        });
      });
    } catch (error) {
      const winner = isDuplicateKey(error) ? await enteredBefore(line) : undefined;
      if (winner === undefined) throw error;
      return { line: fromLine(winner) };
    }
    return { line: fromLine(line) };
  };
}

function lineExists(): DomainError {
  return new DomainError("already_exists", "LINE_EXISTS", "The number is a line already.", {
    remedy: "Check number, holder and family.",
  });
}

function marketDiffers(market: string): DomainError {
  return new DomainError("invalid", "MARKET_DIFFERS", "The provider is of another market.", {
    remedy: `Give ${market}.`,
  });
}
