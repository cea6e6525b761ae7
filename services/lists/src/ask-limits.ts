import { sendingRules, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./domain/audience.js";
import { localDayHour } from "./local-day.js";
import type { NumberKeys } from "./number-keys.js";
import type { SendingLimitStore, TenantRule } from "./store/sending-limits.js";
import { hourOf, type RecentOf, type SentStore } from "./store/sent.js";

export type LimitStores = {
  readonly sent: SentStore;
  readonly sendingLimits: SendingLimitStore;
  readonly numberKeys: NumberKeys;
  readonly now: () => Date;
};
export type LimitQuestion = {
  readonly tenantId: string;
  readonly pack: MarketPack;
  readonly traffic: string;
  readonly msisdns: readonly number[];
  /** Per recipient, or one for all, or none; 0: not compared. */
  readonly digests: readonly bigint[];
};
type Rules = {
  readonly cap: TenantRule | undefined;
  readonly sameText: TenantRule | undefined;
};
const nobody: ReadonlyMap<number, Finding> = new Map();

/** The rules on how often that hold for this traffic of a tenant; undefined when none does. */
export async function rulesFor(
  { sendingLimits }: Pick<LimitStores, "sendingLimits">,
  tenantId: string,
  pack: MarketPack,
  traffic: string,
): Promise<Rules | undefined> {
  const ofTraffic = sendingRules(pack).filter((rule) => rule.traffic === traffic);
  const rules = (await sendingLimits.rulesOf(tenantId, ofTraffic)).filter(({ enabled }) => enabled);
  if (rules.length === 0) return undefined;
  return {
    cap: rules.find(({ reason }) => reason === "frequency_cap"),
    sameText: rules.find(({ reason }) => reason === "same_text_same_day"),
  };
}

/**
 * Which recipients of a group were written to often enough, and why, by what was sent until now; for any number of groups.
 * Nothing is counted.
 */
export async function limitsNow(
  it: LimitStores,
  { tenantId, pack, traffic }: Pick<LimitQuestion, "tenantId" | "pack" | "traffic">,
): Promise<(group: Pick<LimitQuestion, "msisdns" | "digests">) => ReadonlyMap<number, Finding>> {
  const rules = await rulesFor(it, tenantId, pack, traffic);
  const recent = rules && (await it.sent.recent(tenantId, traffic, it.now()));
  if (rules === undefined || recent === undefined || recent.recipients.size === 0)
    return () => nobody;
  return ({ msisdns, digests }) =>
    judge(it, { tenantId, pack, traffic, msisdns, digests }, rules, recent).hindered;
}

/**
 * Counts those who may be written to, once under this name, and answers who may not. Two chunks that are asked at once
 * cannot both be the third message of a day.
 */
export async function countWithinLimits(
  it: LimitStores,
  question: LimitQuestion,
  name: string,
): Promise<ReadonlyMap<number, Finding>> {
  const { tenantId, pack, traffic, msisdns } = question;
  const rules = await rulesFor(it, tenantId, pack, traffic);
  if (rules === undefined) return nobody;
  let hindered = nobody;
  const counted = await it.sent.count({ tenantId, name, traffic, at: it.now() }, (recent) => {
    const judged = judge(it, question, rules, recent);
    hindered = judged.hindered;
    return judged.sent;
  });
  // Counted by an earlier call under the same name: what it let pass passes.
  const passed = new Set(counted.keys);
  return new Map(
    msisdns.flatMap((msisdn): [number, Finding][] => {
      if (passed.has(it.numberKeys.recipient(tenantId, msisdn))) return [];
      return [[msisdn, hindered.get(msisdn) ?? "frequency_cap"]];
    }),
  );
}

function judge(
  { numberKeys, now }: LimitStores,
  { tenantId, pack, msisdns, digests }: LimitQuestion,
  { cap, sameText }: Rules,
  recent: RecentOf,
) {
  const at = now();
  const today = localDayHour(at, pack.timezone);
  const hindered = new Map<number, Finding>();
  const keys: number[] = [];
  const texts: number[] = [];
  for (const [i, msisdn] of msisdns.entries()) {
    const key = numberKeys.recipient(tenantId, msisdn);
    const digest = digests.length === 1 ? digests[0] : digests[i];
    const text =
      digest === undefined || digest === 0n ? undefined : numberKeys.text(tenantId, msisdn, digest);
    // The oldest hour counts whole: at most an hour too strict, never too generous.
    const from = cap === undefined || cap.hours === 0 ? today : hourOf(at) - cap.hours;
    if (cap !== undefined && recent.recipients.count(key, from) >= cap.messages) {
      hindered.set(msisdn, "frequency_cap");
    } else if (
      sameText !== undefined &&
      text !== undefined &&
      recent.texts.count(text, today) > 0
    ) {
      hindered.set(msisdn, "same_text_same_day");
    } else {
      keys.push(key);
      if (text !== undefined) texts.push(text);
    }
  }
  return { hindered, sent: { keys, texts } };
}
