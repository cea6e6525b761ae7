import type { CheckedRecipient } from "@whiteline/contracts/lists/v1/lists";
import type {
  RecallRecipientsRequest,
  RecallRecipientsResponse,
  RecallServiceImplementation,
} from "@whiteline/contracts/lists/v1/recall";
import { normaliseNumber } from "@whiteline/markets";
import {
  DomainError,
  requireService,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import { MOST_NUMBERS, refuseMoreThan } from "./check-recipients.js";
import { findingsOf, type Finding } from "./domain/audience.js";
import { toLine } from "./proto.js";
import { packOf, rulesOf, trafficOf, type ReachStores } from "./reach.js";

type RecallStores = Pick<
  ReachStores,
  "lists" | "membership" | "blockLists" | "optOuts" | "consents"
>;

/** What compliance asks when somebody complains of what was sent. */
export function recallService(stores: RecallStores): RecallServiceImplementation<CallContextExt> {
  return {
    async recallRecipients(request, context) {
      requireService(context);
      return recallRecipients(stores, requireTenant(context), request);
    },
  };
}

const nobody = { has: (): boolean => false };

/**
 * What spoke against each number at a moment that is past, in the order asked: list versions and consents are never
 * overwritten, refusals keep the words that were lifted, block lists keep by what their versions differ.
 * @throws DomainError LINE_MISSING, MARKET_UNKNOWN, TOO_MANY_NUMBERS, AT_MISSING
 */
async function recallRecipients(
  stores: RecallStores,
  tenantId: string,
  request: RecallRecipientsRequest,
): Promise<RecallRecipientsResponse> {
  const { at, numbers } = request;
  const line = toLine(request.line);
  refuseMoreThan(MOST_NUMBERS, numbers);
  if (at === undefined) {
    throw new DomainError("invalid", "AT_MISSING", "It is not told what time is asked about.", {
      remedy: "Give the time of the sending.",
    });
  }
  const pack = packOf(line.market);
  const rules = rulesOf(pack, line, trafficOf(pack, line, ""));
  const read = numbers.map((number) => normaliseNumber(pack, number));
  const msisdns = read.flatMap((number) => (number.kind === "ok" ? [Number(number.e164)] : []));
  const [governing, blocked, refused, agreed] = await Promise.all([
    rules.governedByList ? stores.lists.governingAt(tenantId, line.lineId, at) : undefined,
    rules.barredByBlockList ? stores.blockLists.then(line.market, at, msisdns) : undefined,
    rules.refusal === undefined
      ? nobody
      : stores.optOuts.amongAt(tenantId, line.lineId, msisdns, at),
    rules.needsConsent ? stores.consents.amongAt(tenantId, msisdns, at) : nobody,
  ]);
  const customers = governing === undefined ? nobody : await stores.membership.of(governing.build);
  const untold: readonly Finding[] = blocked?.isTold === false ? ["blacklisted"] : [];
  const hindrances = {
    hasConsent: (msisdn: number) => agreed.has(msisdn),
    hasRefused: (msisdn: number) => refused.has(msisdn),
    isCustomer: (msisdn: number) => customers.has(msisdn),
    isBlacklisted: (msisdn: number) => blocked?.has(msisdn) === true,
    limitOf: () => undefined,
  };
  const recipients = read.map((number): CheckedRecipient => {
    if (number.kind === "refused")
      return { msisdn: 0n, operator: "", refusalCode: number.code, findings: [] };
    const found = findingsOf(rules, hindrances, Number(number.e164));
    const findings = found.filter((finding) => !untold.includes(finding));
    return { msisdn: BigInt(number.e164), operator: number.operator, refusalCode: "", findings };
  });
  return {
    recipients,
    listId: governing?.listId ?? "",
    listVersion: BigInt(governing?.version ?? 0),
    listVersionAt: governing?.at,
    blockLists: (blocked?.lists ?? []).map((list) => ({ ...list, version: BigInt(list.version) })),
    untold: [...untold],
  };
}
