import type { Finding } from "@whiteline/contracts/common/v1/finding";
import type { Money } from "@whiteline/contracts/common/v1/money";
import type {
  ReplayPolicyRequest,
  ReplayPolicyResponse,
} from "@whiteline/contracts/compliance/v1/text_desk";
import type { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { DomainError, type Client, type ServiceTokens } from "@whiteline/service-kit";
import { readDraft } from "./domain/policy-draft.js";
import { messagesOf, replayItem, type Flip, type Replayed } from "./domain/replay.js";
import type { Template } from "./domain/template.js";
import type { CountedParts } from "./domain/verdict-inputs.js";
import type { Measures } from "./metrics.js";
import { packInForce, packOfVersion } from "./pack-in-force.js";
import type { TemplateStore } from "./store/templates.js";
import type { VerdictStore } from "./store/verdicts.js";
import type { VerdictInputsStore } from "./store/verdict-inputs.js";

export type Replaying = {
  readonly inputs: Pick<VerdictInputsStore, "ofProvider">;
  readonly templates: Pick<TemplateStore, "byId">;
  readonly verdicts: Pick<VerdictStore, "overriding">;
  readonly pricing: Pick<Client<typeof PricingServiceDefinition>, "quote">;
  readonly tokens: Pick<ServiceTokens, "forTenant">;
  readonly measures: Pick<Measures, "flips">;
  readonly now: () => Date;
};

export type PricedFlip = Flip & { readonly money: Money | undefined };

export type FlipSum = Pick<Flip, "tenantId" | "before" | "after"> & {
  readonly verdicts: number;
  readonly messages: number;
  readonly money: readonly Money[];
  readonly unpriced: number;
};

type Answer = Omit<ReplayPolicyResponse, "sums" | "flips"> & {
  readonly sums: readonly FlipSum[];
  readonly flips: readonly PricedFlip[];
};

const DEFAULT_DAYS = 30;
const MOST_LISTED = 1_000;
const DEFAULT_LISTED = 100;
const MOST_UNFAITHFUL = 100;
const DAY_MS = 24 * 3_600_000;

/**
 * Judges a provider's stored verdicts again under a draft of a market's rules, and tells what would
 * flip, for whom and at what money. Reads only; nothing is kept.
 */
export const replayPolicy = async (
  it: Replaying,
  providerId: string,
  request: ReplayPolicyRequest,
): Promise<Answer> => {
  const until = request.until ?? it.now();
  const since = request.since ?? new Date(until.getTime() - DEFAULT_DAYS * DAY_MS);
  const read = readDraft(request.draftJson, (market) => packInForce(market, it.now()));
  if (read.kind === "refused") return { ...nothing, faults: read.faults.map(toFault) };
  const { market, name, draft } = read.policy;

  const textOf = templateReader(it.templates);
  const flips: Flip[] = [];
  const skipped = new Map<string, bigint>();
  const unfaithful: string[] = [];
  const skip = (reason: string): void => void skipped.set(reason, (skipped.get(reason) ?? 0n) + 1n);
  let replayed = 0n;
  let otherRule = 0n;
  for await (const inputs of it.inputs.ofProvider(providerId, { since, until })) {
    if (inputs.pack !== null && inputs.pack.code !== market) continue;
    const packOfTime = inputs.pack === null ? undefined : packOfVersion(inputs.pack);
    for (const item of inputs.items) {
      const text = item.template === null ? undefined : await textOf(item.template.templateId);
      // Of a line of no market the draft says nothing.
      if (inputs.pack === null) continue;
      const outcome = tryReplay(() => replayItem(inputs, item, packOfTime, text, draft));
      it.measures.flips.inc({ outcome: outcome.kind });
      switch (outcome.kind) {
        case "same":
          replayed += 1n;
          break;
        case "other_rule":
          replayed += 1n;
          otherRule += 1n;
          break;
        case "flipped":
          // What the desk decided afterwards is what counts.
          if ((await it.verdicts.overriding(item.verdictId)) === undefined) {
            replayed += 1n;
            flips.push(outcome.flip);
          } else skip("superseded");
          break;
        case "unfaithful":
          replayed += 1n;
          if (unfaithful.length < MOST_UNFAITHFUL) unfaithful.push(item.verdictId);
          break;
        case "skipped":
          skip(outcome.reason);
          break;
      }
    }
  }
  const priced = await priceFlips(it, flips);
  const limit = Math.min(request.limit > 0 ? request.limit : DEFAULT_LISTED, MOST_LISTED);
  return {
    replayed,
    flipped: BigInt(flips.length),
    skipped: [...skipped].map(([key, value]) => ({ key, value })),
    unfaithful,
    sums: sumsOf(priced),
    flips: priced.slice(0, limit),
    faults: [],
    draftName: name,
    otherRule,
  };
};

const nothing: Answer = {
  replayed: 0n,
  flipped: 0n,
  skipped: [],
  unfaithful: [],
  sums: [],
  flips: [],
  faults: [],
  draftName: "",
  otherRule: 0n,
};

/** Inputs that an older judging code made may lack what today's code asks: they are told apart, and the rest goes on. */
const tryReplay = (replay: () => Replayed) => {
  try {
    return replay();
  } catch {
    return { kind: "skipped" as const, reason: "inputs_of_older_code" };
  }
};

/** Each template is read once per replay. */
const templateReader = (templates: Replaying["templates"]) => {
  const known = new Map<string, Template | undefined>();
  return async (templateId: string): Promise<Template | undefined> => {
    if (!known.has(templateId)) known.set(templateId, await templates.byId(templateId));
    return known.get(templateId);
  };
};

/** Prices flips at the tariff in force; the same counts of the same line cost the same and are asked once. */
const priceFlips = async (
  { pricing, tokens }: Replaying,
  flips: readonly Flip[],
): Promise<readonly PricedFlip[]> => {
  const known = new Map<string, Promise<Money | undefined>>();
  const quote = async ({
    tenantId,
    providerId,
    family,
    counts,
  }: Flip): Promise<Money | undefined> => {
    if (counts.length === 0) return undefined;
    try {
      const { outcome } = await pricing.quote(
        { tenantId, providerId, family, counts: counts.map(toPartCount) },
        await tokens.forTenant(tenantId),
      );
      return outcome?.$case === "quote" ? outcome.value.total : undefined;
    } catch (error) {
      // A replay without prices still says what flips.
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  };
  const priced: PricedFlip[] = [];
  for (const flip of flips) {
    const { tenantId, family, counts } = flip;
    const key = JSON.stringify([tenantId, family, counts]);
    const money = known.get(key) ?? quote(flip);
    known.set(key, money);
    priced.push({ ...flip, money: await money });
  }
  return priced;
};

const toPartCount = ({ messages, ...count }: CountedParts) => ({
  ...count,
  messages: BigInt(messages),
});

const sumsOf = (flips: readonly PricedFlip[]): readonly FlipSum[] => {
  const sums = new Map<string, FlipSum>();
  for (const { tenantId, before, after, counts, money } of flips) {
    const key = `${tenantId}|${before}|${after}`;
    const sum = sums.get(key) ?? {
      tenantId,
      before,
      after,
      verdicts: 0,
      messages: 0,
      money: [],
      unpriced: 0,
    };
    sums.set(key, {
      ...sum,
      verdicts: sum.verdicts + 1,
      messages: sum.messages + messagesOf(counts),
      money: money === undefined ? sum.money : added(sum.money, money),
      unpriced: sum.unpriced + (money === undefined ? 1 : 0),
    });
  }
  return [...sums.values()];
};

/** Amounts of different currencies stay apart. */
const added = (amounts: readonly Money[], { currency, minor }: Money): readonly Money[] => {
  const others = amounts.filter((amount) => amount.currency !== currency);
  const same = amounts.find((amount) => amount.currency === currency);
  return [...others, { currency, minor: (same?.minor ?? 0n) + minor }];
};

const toFault = (fault: string): Finding => ({
  code: "POLICY_INVALID",
  subject: fault.split(":")[0] ?? "",
  rule: fault,
  source: "docs/policies/README.md",
  remedy: "Correct the draft; a policy is an overlay on a market's rules.",
});
