import type { MessageProof } from "@whiteline/contracts/campaigns/v1/evidence";
import type { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import type { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { Consent, ConsentsServiceDefinition } from "@whiteline/contracts/lists/v1/consents";
import type { RecallRecipientsResponse } from "@whiteline/contracts/lists/v1/recall";
import type { Refusal, RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import type { MarketPack } from "@whiteline/markets";
import {
  DomainError,
  type CallOptions,
  type Client,
  type Ports,
  type ServiceTokens,
} from "@whiteline/service-kit";
import type {
  Complaint,
  ComplaintFindings,
  ComplaintSecrets,
  Counted,
  YesNoUnknown,
} from "./domain/complaint.js";
import type { EvidenceEntry } from "./domain/evidence-chain.js";
import { offersWithdrawal } from "./domain/way-to-withdraw.js";
import { packInForce } from "./pack-in-force.js";
import {
  anyFound,
  countCampaign,
  lineFactsOf,
  untoldOf,
  type LineThen,
  type RecallingSendings,
} from "./recall-sending.js";
import type { VerdictInputsStore } from "./store/verdict-inputs.js";
import type { VerdictStore } from "./store/verdicts.js";

export type GatheringEvidence = Pick<Ports, "now"> &
  RecallingSendings & {
    readonly verdicts: Pick<VerdictStore, "byId" | "byClearance">;
    readonly inputs: Pick<VerdictInputsStore, "ofVerdict">;
    readonly refusals: Pick<Client<typeof RefusalsServiceDefinition>, "findRefusals">;
    readonly consents: Pick<Client<typeof ConsentsServiceDefinition>, "findConsents">;
    readonly dlr: Client<typeof DlrServiceDefinition>;
    readonly registry: Client<typeof LinesRegistryServiceDefinition>;
    readonly tokens: Pick<ServiceTokens, "forTenant">;
  };

export type Gathered = {
  readonly entries: readonly EvidenceEntry[];
  /** Neighbours that knew nothing, and `lists:` with what lists knows no longer. */
  readonly unknown: readonly string[];
  /** Neighbours that were away: they are asked again. */
  readonly away: readonly string[];
  readonly messageId: string;
  readonly campaignId: string;
  /** Of the card under which the message went; undefined when there is no message, or its card is unknown. */
  readonly verdictId: string | undefined;
  readonly findings: ComplaintFindings;
  readonly proposed: Counted | null;
};

/** Messages to one number that a complaint is held against. */
const MOST_MESSAGES = 5;
const WEEK_MS = 7 * 24 * 3_600_000;
/** How far back the same line's messages to the same number are told, and how many campaigns names at most. */
const EARLIER_MS = 30 * 24 * 3_600_000;
const MOST_FOUND = 20;
/** A subscriber remembers about when a message came. */
const AROUND_MS = 36 * 3_600_000;

/**
 * Asks everybody who knows something of a complaint: the registry for the line, campaigns for the
 * message, ourselves for the verdict, dlr for the receipts, lists for the recipient as it was known when the message left,
 * and counts the campaign. What somebody does not know is an entry, too; who is away is asked again.
 */
export const gatherEvidence = async (
  it: GatheringEvidence,
  complaint: Complaint,
  secrets: ComplaintSecrets,
): Promise<Gathered> => {
  const { tenantId } = complaint;
  const entries: EvidenceEntry[] = [];
  const unknown: string[] = [];
  const away: string[] = [];
  const options = await it.tokens.forTenant(tenantId);
  const tell = (kind: string, toldBy: string, content: unknown): void => {
    entries.push({ kind, toldBy, at: it.now().toISOString(), content });
  };
  /** Asks a neighbour; undefined when it knows nothing or is away, which is told. */
  const ask = async <Answer>(toldBy: string, work: () => Promise<Answer>) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      (error.kind === "unavailable" ? away : unknown).push(toldBy);
      tell("missing", toldBy, { reason: error.reason });
      return undefined;
    }
  };

  tell("complaint", "desk", { ...aboutOf(complaint), number: secrets.number, text: secrets.text });
  if (secrets.answer !== "") tell("answer", "holder", { answer: secrets.answer });
  const { line } =
    (await ask("lines-registry", () =>
      it.registry.getLine({ lineId: complaint.lineId }, options),
    )) ?? {};
  if (line !== undefined) tell("line", "lines-registry", line);
  const pack = packInForce(complaint.market, it.now());

  const proofs = (await ask("campaigns", () => findProofs(it, complaint, secrets, options))) ?? [];
  for (const proof of proofs) tell("message", "campaigns", proof);
  const [proof] = proofs;
  const linesThen = new Map<string, LineThen>();
  for (const each of proofs) {
    const lineThen = await tellVerdictAndReceipts(it, each, { tell, ask, options });
    if (lineThen !== undefined) linesThen.set(each.messageId, lineThen);
  }
  if (proof !== undefined) await tellEarlier(it, proof, { tell, options });

  const number = secrets.number === "" ? (proof?.msisdn.toString() ?? "") : secrets.number;
  const moments = momentsOf(complaint, proofs);
  const recalled: RecallRecipientsResponse[] = [];
  const recalledOfGoverned: RecallRecipientsResponse[] = [];
  for (const { messageId, at } of number === "" ? [] : moments) {
    const lineThen = linesThen.get(messageId) ?? line;
    if (lineThen === undefined) continue;
    const asked = { line: lineFactsOf(lineThen), numbers: [`+${number}`], at };
    const then = await ask("lists", () => it.recall.recallRecipients(asked, options));
    if (then === undefined) continue;
    recalled.push(then);
    if (lineThen.governedByList) recalledOfGoverned.push(then);
    const { recipients, ...known } = then;
    const { findings = [] } = recipients[0] ?? {};
    tell("recipient", "lists", { number, messageId, asOf: at.toISOString(), findings, ...known });
  }

  const refusals =
    number === ""
      ? undefined
      : await ask("lists", () => it.refusals.findRefusals({ number: `+${number}` }, options));
  if (refusals !== undefined) tell("refusals", "lists", refusals);
  // Where a rule asks for consent, its proof (source, time, wording) is evidence, and so is its absence.
  const consents =
    number === "" || !asksConsent(pack)
      ? undefined
      : await ask("lists", () => it.consents.findConsents({ number: `+${number}` }, options));
  if (consents !== undefined) {
    const countedThen = moments.map(({ messageId, at }) => {
      const words = countedAt(consents.consents, at);
      return { messageId, asOf: at.toISOString(), words };
    });
    tell("consents", "lists", { ...consents, countedThen });
  }

  const blacklisted = anyFound(recalled, "blacklisted");
  const off = anyFound(recalledOfGoverned, "not_on_customer_list");
  const one = {
    advertisingMessages: 1,
    toBlacklisted: blacklisted === "yes" ? 1 : 0,
    toNonCustomers: off === "yes" ? 1 : 0,
  };
  const lineThen = proof === undefined ? line : (linesThen.get(proof.messageId) ?? line);
  const proposed =
    lineThen === undefined || proof === undefined
      ? undefined
      : await ask("campaigns", async () =>
          proof.campaignId === ""
            ? { counted: one, untold: [] }
            : countCampaign(it, proof.campaignId, lineFactsOf(lineThen), options),
        );
  if (proposed !== undefined) {
    const { counted, untold } = proposed;
    tell("campaign", "campaigns and lists", { ...counted, untold });
  }
  // What lists can tell no longer is missing for good: it is not asked again, and counts for nothing.
  const untold = [...untoldOf(recalled), ...(proposed?.untold ?? [])];
  unknown.push(...untold.map((code) => `lists:${code}`));

  const verdict = proof && (await verdictOf(it, proof));
  const findings: ComplaintFindings = {
    messages: proofs.length,
    onCustomerList: off === "unknown" ? "unknown" : off === "yes" ? "no" : "yes",
    optedOut: anyFound(recalled, "opted_out", "refused"),
    blacklisted,
    sentAfterOptOut: sentAfter(refusals?.refusals, proofs, complaint.lineId),
    wayToWithdraw: withdrawalOf(pack, proofs),
    category: categoryOf(verdict),
  };
  return {
    entries,
    unknown: [...new Set(unknown)],
    away: [...new Set(away)],
    messageId: complaint.messageId === "" ? (proof?.messageId ?? "") : complaint.messageId,
    campaignId: proof?.campaignId ?? "",
    verdictId: verdict?.verdictId,
    findings,
    proposed: proposed?.counted ?? null,
  };
};

type Asking = {
  readonly tell: (kind: string, toldBy: string, content: unknown) => void;
  readonly ask: <Answer>(
    toldBy: string,
    work: () => Promise<Answer>,
  ) => Promise<Answer | undefined>;
  readonly options: CallOptions;
};

/**
 * Tells under which verdict a message left, what its line was then, and what the receipts
 * say. Answers the line as it was judged; undefined when what it was judged by is kept no longer.
 */
const tellVerdictAndReceipts = async (
  it: GatheringEvidence,
  proof: MessageProof,
  { tell, ask, options }: Asking,
): Promise<LineThen | undefined> => {
  const { messageId, clearanceId } = proof;
  const verdict = await verdictOf(it, proof);
  if (verdict === undefined) tell("missing", "compliance", { messageId, clearanceId });
  else tell("verdict", "compliance", verdict);
  const [chunkId = "", slot = ""] = messageId.split("-");
  const asked = { chunkId, slot: Number(slot) };
  const outcome = await ask("dlr", () => it.dlr.getOutcome(asked, options));
  if (outcome !== undefined) tell("receipts", "dlr", { messageId, ...outcome });
  const inputs = verdict && (await it.inputs.ofVerdict(verdict.verdictId));
  const then = inputs?.common.line;
  if (then === undefined) return undefined;
  tell("line_when_judged", "compliance", { messageId, judgedAt: inputs?.at, ...then });
  // What was judged before this was kept does not say it.
  const { governedByList } = then;
  return governedByList === undefined ? undefined : { ...then, governedByList };
};

/**
 * What else the line had written to the same number; whether each left stands with the message itself. Only background:
 * where campaigns cannot look through so much in time, that is told, and the evidence is whole without it.
 */
const tellEarlier = async (
  { messageEvidence }: GatheringEvidence,
  { messageId, lineId, msisdn, acceptedAt: until }: MessageProof,
  { tell, options }: Pick<Asking, "tell" | "options">,
): Promise<void> => {
  if (until === undefined) return;
  const from = new Date(until.getTime() - EARLIER_MS);
  const asked = { lineId, msisdn, from, until };
  const about = { messageId, from, until };
  try {
    const found = await messageEvidence.findMessages(asked, options);
    const messageIds = found.messageIds.filter((id) => id !== messageId);
    tell("earlier", "campaigns", { ...about, messageIds, atMost: MOST_FOUND });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    tell("earlier", "campaigns", { ...about, notCounted: error.reason });
  }
};

const verdictOf = async ({ verdicts }: GatheringEvidence, proof: MessageProof) =>
  (await verdicts.byClearance(proof.clearanceId)) ?? (await verdicts.byId(proof.verdictId));

const aboutOf = ({
  complaintId,
  tenantId,
  providerId,
  lineId,
  sender,
  source,
  reference,
  receivedAt,
  openedAt,
  openedBy,
}: Complaint) => ({
  complaintId,
  tenantId,
  providerId,
  lineId,
  sender,
  source,
  reference,
  receivedAt,
  openedAt,
  openedBy,
});

const findProofs = async (
  { messageEvidence, now }: GatheringEvidence,
  { messageId, lineId, receivedAt }: Complaint,
  { number }: ComplaintSecrets,
  options: CallOptions,
): Promise<readonly MessageProof[]> => {
  const ids =
    messageId === ""
      ? await findIds(number, async (msisdn) => {
          const asked = { lineId, msisdn, ...lookedFor(receivedAt, now()) };
          return (await messageEvidence.findMessages(asked, options)).messageIds;
        })
      : [messageId];
  const proofs: MessageProof[] = [];
  for (const id of ids) {
    if (proofs.length === MOST_MESSAGES) break;
    const { proof } = await messageEvidence.getMessageProof({ messageId: id }, options);
    if (proof?.lineId !== lineId) continue;
    // Nobody complains of what never left: a dry run, a campaign without funds, what waits still.
    if (messageId === "" && proof.releasedAt === undefined) continue;
    proofs.push(proof);
  }
  return proofs;
};

/** The span of time in which a message is looked for: about when it came, or the last week. */
export const lookedFor = (
  receivedAt: Date | null,
  now: Date,
): { readonly from: Date; readonly until: Date } => {
  const until = receivedAt === null ? now : new Date(receivedAt.getTime() + AROUND_MS);
  const before = receivedAt === null ? WEEK_MS : 2 * AROUND_MS;
  return { from: new Date(until.getTime() - before), until };
};

const findIds = async (
  number: string,
  find: (msisdn: bigint) => Promise<readonly string[]>,
): Promise<readonly string[]> => (number === "" ? [] : find(BigInt(number)));

/** When what is complained of left; when it came to the subscriber, as near as we know, while no message is found. */
const momentsOf = (
  { receivedAt, openedAt }: Complaint,
  proofs: readonly MessageProof[],
): readonly { readonly messageId: string; readonly at: Date }[] =>
  proofs.length === 0
    ? [{ messageId: "", at: receivedAt ?? openedAt }]
    : proofs.map(({ messageId, releasedAt, acceptedAt }) => ({
        messageId,
        at: releasedAt ?? acceptedAt ?? openedAt,
      }));

/** The word of each kind of recipient that had been kept by then. */
const countedAt = (consents: readonly Consent[], at: Date) =>
  consents.flatMap(({ recipientKind, current, history }) => {
    const words = current === undefined ? history : [current, ...history];
    const word = words.find(({ recordedAt }) => recordedAt !== undefined && recordedAt <= at);
    return word === undefined ? [] : [{ recipientKind, word }];
  });

const withdrawalOf = (
  pack: MarketPack | undefined,
  proofs: readonly MessageProof[],
): YesNoUnknown => {
  if (pack === undefined || proofs.length === 0) return "unknown";
  return proofs.some(({ text }) => offersWithdrawal(pack, text)) ? "yes" : "no";
};

const asksConsent = (pack: MarketPack | undefined): boolean =>
  pack?.gates.some(({ reasons }) => reasons.some(({ code }) => code === "no_consent")) === true;

/** Whether a message left although a refusal held when it was released. */
const sentAfter = (
  refusals: readonly Refusal[] | undefined,
  proofs: readonly MessageProof[],
  lineId: string,
): YesNoUnknown => {
  const released = proofs.flatMap(({ releasedAt, withheld }) =>
    releasedAt === undefined || withheld ? [] : [releasedAt],
  );
  if (refusals === undefined || released.length === 0) return "unknown";
  const ofLine = refusals.filter((refusal) => ["", lineId].includes(refusal.lineId));
  const words = ofLine.flatMap((refusal) => [...refusal.earlier, refusal]);
  const isHolding = ({ heardAt, lift }: Pick<Refusal, "heardAt" | "lift">, at: Date): boolean =>
    heardAt !== undefined && heardAt < at && (lift?.liftedAt === undefined || lift.liftedAt > at);
  return released.some((at) => words.some((word) => isHolding(word, at))) ? "yes" : "no";
};

const categoryOf = (verdict: Awaited<ReturnType<typeof verdictOf>>): string =>
  verdict?.rulesTried.flatMap(({ facts }) => facts).find(({ name }) => name === "category")
    ?.value ?? "";
