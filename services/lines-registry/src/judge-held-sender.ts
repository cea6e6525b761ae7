import type { MarketPack } from "@whiteline/markets";
import { barsNumber, type Application } from "./domain/application.js";
import type { Finding } from "./domain/finding.js";
import { isSameList } from "./domain/holding.js";
import { judgeHeldNumber, judgePurposes, numberRemoved } from "./domain/line.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "applications" | "lines">;

/** Why a sender cannot be applied for, seen from the lines and applications that bear it. */
export async function judgeHeldSender(
  { applications, lines }: Needs,
  pack: MarketPack,
  wanted: {
    readonly tenantId: string;
    readonly senderKey: string;
    readonly operator: string;
    readonly purposes: readonly string[];
    readonly current: Application | undefined;
  },
): Promise<readonly Finding[]> {
  const { tenantId, current, senderKey, purposes } = wanted;
  const bearers = await lines.bearing(pack.code, senderKey);
  const findings = bearers.flatMap((line) => judgeHeldNumber(line, tenantId));
  if (findings.length > 0) return findings.slice(0, 1);
  const holder = await applications.holding(pack.code, wanted);
  if (holder === undefined || holder.applicationId === current?.applicationId) {
    return judgePurposes(
      bearers.find((line) => line.tenantId === tenantId),
      purposes,
    );
  }
  return [barsNumber(pack, holder) ? numberRemoved() : takenSender()];
}

/** A holding cannot register several different lists [002 · General 5]. */
export async function judgeHolding(
  { applications }: Pick<Needs, "applications">,
  providerId: string,
  holding: Application["holding"],
  current: Application | undefined,
): Promise<readonly Finding[]> {
  if (holding === null) return [];
  const others = await applications.ofHolding(providerId, holding.id, current?.applicationId);
  if (others.every((other) => isSameList(other, holding))) return [];
  return [
    {
      code: "holding_has_another_list",
      subject: "customer_list_import_id",
      rule: "The companies of a holding register one list; several different ones are refused.",
      source: "002 · General 5",
      remedy: "Upload the list that the holding registered, with the same numbers.",
    },
  ];
}

/** Of two applications for one sender one is under way. */
export function takenSender(): Finding {
  return {
    code: "APPLICATION_EXISTS",
    subject: "line_number",
    rule: "One application per number, title or brandname and operator is under way at a time.",
    source: "architecture.md · 3, Getting a line",
    remedy: "Wait for the decision of the other application, or correct it if it was returned.",
  };
}
