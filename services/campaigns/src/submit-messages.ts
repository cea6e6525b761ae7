import { Decision } from "@whiteline/contracts/compliance/v1/compliance";
import { markets, sendingRules } from "@whiteline/markets";
import { DomainError, type CallOptions } from "@whiteline/service-kit";
import { claimItems } from "./claim-items.js";
import { messageId, packChunk, type Lane, type Slot } from "./domain/chunk.js";
import type { Finding } from "./domain/finding.js";
import { senderAt, type Line } from "./domain/line.js";
import {
  packGroup,
  textOf,
  type ClearedSlot,
  type ItemAnswer,
  type MessageItem,
} from "./domain/message-group.js";
import {
  backlogFull,
  limitReached,
  noRouteTo,
  notCleared,
  numberRefused,
  queueFull,
  requestIdMissing,
  senderNotActiveAt,
} from "./domain/message-refusals.js";
import { isFlash } from "./domain/message-type.js";
import { pricePerPart, type Quote } from "./domain/money.js";
import { rateOf, routeOf, routesFor, textRoadAt, type Route } from "./domain/routes.js";
import { measureText, suffixOf, textRules } from "./domain/text-rules.js";
import type { ChunkPublisher } from "./events/publish-chunks.js";
import { giveUpGroup, groupReservationId, type GivingUp } from "./give-up-group.js";
import type { Neighbours } from "./neighbours.js";
import { fromLine, toFinding } from "./proto.js";
import { reserveGroup } from "./reserve-group.js";
import type { RouteBook } from "./route-book.js";
import type { TenantBacklog, Visit } from "./tenant-backlog.js";
import type { FindTemplate } from "./template-cache.js";
import { textDigest } from "./text-digest.js";

export type SubmittingMessages = GivingUp &
  Pick<Neighbours, "lists" | "sendingLimits" | "compliance" | "pricing"> & {
    readonly findTemplate: FindTemplate;
    readonly book: RouteBook;
    readonly publisher: ChunkPublisher;
    readonly backlog: TenantBacklog;
    readonly newId: () => string;
    readonly silenceMs: number;
  };

export type MessageGroup = {
  readonly tenantId: string;
  readonly line: Line;
  readonly lane: Exclude<Lane, "bulk">;
  readonly validityMs: number;
  /** Kind of traffic as the market's pack knows it; empty where it knows none. */
  readonly traffic: string;
  /** Kind of message of the market's pack; empty: what the text makes of it. */
  readonly messageType: string;
  readonly items: readonly MessageItem[];
  /** Our token for the tenant; deadline and signal of the caller. */
  readonly options: CallOptions;
};

/** A group on its way through the questions; answers are found one after another. */
type Judging = MessageGroup & {
  readonly group: string;
  readonly answers: Map<number, ItemAnswer>;
};
type Written = { readonly index: number; readonly item: MessageItem; readonly text: string };
type Checked = Written & Slot & { readonly findings: readonly string[] };

/**
 * Judges a group of single messages and keeps what may be sent: one question each to lists,
 * compliance and pricing for all of them, one write. Answers one per item, in order; by then what was
 * accepted is kept by a majority (law 1), and it is published at once afterwards.
 *
 * @throws DomainError unavailable; the same request ids may then be sent again.
 */
export const submitMessages = async (
  it: SubmittingMessages,
  request: MessageGroup,
): Promise<readonly ItemAnswer[]> => {
  const group: Judging = { ...request, group: it.newId(), answers: new Map() };
  const all = await it.book.known();
  const { market, family } = request.line;
  const routes = routesFor(all, { market, family, traffic: request.traffic });
  const written = await writeTexts(it, group);
  const { line, lane, tenantId } = group;
  const items = new Map(written.map(({ index, item }) => [index, item]));
  let isMoneyAsked = false;
  const visit = it.backlog.visit(tenantId);
  try {
    // Lists is asked while the request ids are claimed; about a repetition it is asked in vain.
    const [claimed, checked] = await settleBoth(
      claimItems(it, group, items, `${line.lineId}|${lane}`),
      checkRecipients(it, group, written, routes),
    );
    for (const [index, answer] of claimed.answers) group.answers.set(index, answer);
    // A repetition was let in with the first; only what is new takes room.
    const fresh = checked.filter(({ index }) => claimed.mine.has(index));
    const mine = letIn(it, group, visit, fresh, routes);
    const cleared = await judge(it, group, mine);
    if (cleared.length > 0) {
      isMoneyAsked = true;
      const { paid, unpaid, quote } = await reserveGroup(it, group, cleared);
      for (const { index, verdictId, finding } of unpaid) refuse(group, index, finding, verdictId);
      isMoneyAsked = quote !== undefined;
      if (quote !== undefined) await accept(it, group, paid, quote, routes);
    }
    await freeRefused(it, group, claimed.mine, isMoneyAsked);
    for (const [index, same] of claimed.sameAs) {
      const answer = group.answers.get(same);
      if (answer !== undefined) group.answers.set(index, answer);
    }
  } catch (error) {
    // What cannot be given up now is given up by the sweep.
    await giveUpGroup(it, { group: group.group, tenantId }, isMoneyAsked).catch(() => undefined);
    throw error;
  } finally {
    visit.end();
  }
  return group.items.map((_, index) => {
    const answer = group.answers.get(index);
    if (answer === undefined) throw new Error("an item was left without an answer");
    it.counted.messages.inc({ answer: answer.kind });
    return answer;
  });
};

const refuse = (group: Judging, index: number, finding: Finding, verdictId = ""): void => {
  group.answers.set(index, { kind: "refused", finding, verdictId });
};

/** Waits for both, so that nothing of a failed group is still under way when it is given up. */
const settleBoth = async <A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
};

const writeTexts = async (
  { findTemplate }: SubmittingMessages,
  group: Judging,
): Promise<readonly Written[]> => {
  const ids = new Set(group.items.map(({ templateId }) => templateId).filter((id) => id !== ""));
  const templates = new Map(
    await Promise.all(
      [...ids].map(async (id) => [id, await findTemplate(group.tenantId, id)] as const),
    ),
  );
  return group.items.flatMap((item, index) => {
    if (item.requestId === "") {
      refuse(group, index, requestIdMissing);
      return [];
    }
    const written = textOf(item, templates.get(item.templateId));
    if (written.kind === "ok") return [{ index, item, text: written.text }];
    refuse(group, index, written.finding);
    return [];
  });
};

/** Numbers read by lists, texts measured for their operators. */
const checkRecipients = async (
  { lists }: SubmittingMessages,
  group: Judging,
  written: readonly Written[],
  routes: readonly Route[],
): Promise<readonly Checked[]> => {
  if (written.length === 0) return [];
  const { line, options, traffic, messageType } = group;
  const numbers = written.map(({ item }) => item.to);
  const textDigests = written.map(({ text }) => textDigest(text));
  const question = { line: fromLine(line), numbers, traffic, textDigests };
  const { recipients } = await lists.checkRecipients(question, options);
  const pack = markets.get(line.market);
  const rules = textRules(pack, messageType, textRoadAt(routes));
  return written.flatMap((open, i) => {
    const recipient = recipients[i];
    if (recipient === undefined) throw new Error("lists left a recipient without an answer");
    const { msisdn, operator, findings, refusalCode } = recipient;
    if (refusalCode !== "") {
      refuse(group, open.index, numberRefused(refusalCode));
      return [];
    }
    const limit = limitReached(findings, pack, traffic);
    if (limit !== undefined) {
      refuse(group, open.index, limit);
      return [];
    }
    if (routeOf(routes, operator) === undefined) {
      refuse(group, open.index, noRouteTo(operator));
      return [];
    }
    if (senderAt(line, operator) === undefined) {
      const taking = line.operators.filter(({ active }) => active);
      const names = taking.map((declared) => declared.operator);
      refuse(group, open.index, senderNotActiveAt(operator, names));
      return [];
    }
    const measured = measureText(rules, open.text, operator);
    if (measured.kind === "refused") {
      refuse(group, open.index, measured.finding);
      return [];
    }
    const { alphabet, parts } = measured;
    return [{ ...open, msisdn, operator, alphabet, parts, findings }];
  });
};

/** Refuses what is beyond the room of its tenant in its lane of its route. */
const letIn = (
  { counted }: SubmittingMessages,
  group: Judging,
  visit: Visit,
  checked: readonly Checked[],
  routes: readonly Route[],
): readonly Checked[] =>
  checked.filter(({ index, operator, parts }) => {
    const route = routeOf(routes, operator);
    if (route === undefined) return false;
    const road = { route: route.route, lane: group.lane, rate: rateOf(route) };
    const admission = visit.admit(road, parts);
    if (admission === "in") return true;
    refuse(group, index, admission === "route_full" ? backlogFull(operator) : queueFull);
    counted.backlogRefused.inc({ route: route.route });
    return false;
  });

const judge = async (
  { compliance }: SubmittingMessages,
  group: Judging,
  checked: readonly Checked[],
): Promise<readonly ClearedSlot[]> => {
  if (checked.length === 0) return [];
  const { judgements } = await compliance.judge(
    {
      lineId: group.line.lineId,
      // The text as it leaves, so that no value of a template smuggles anything in.
      items: checked.map(({ item, text, findings, operator, alphabet, parts }) => ({
        text,
        operator,
        alphabet,
        parts,
        templateId: item.templateId,
        recipientFindings: findings,
      })),
      // A code or a notice answers what its recipient did; unsolicited traffic goes as a campaign.
      solicited: true,
      traffic: group.traffic,
    },
    group.options,
  );
  return checked.flatMap((slot, i) => {
    const judgement = judgements[i];
    if (judgement === undefined) throw new Error("compliance left an item without an answer");
    const { clearanceId, verdictId, decision, refusal } = judgement;
    // Law 2: what has no clearance does not leave, whatever the decision is called.
    if (decision === Decision.CLEARED && clearanceId !== "") {
      const { index, msisdn, operator, alphabet, parts, text } = slot;
      const { requestId } = slot.item;
      const open = { index, requestId, msisdn, operator, alphabet, parts, text };
      return [{ ...open, clearanceId, verdictId }];
    }
    refuse(group, slot.index, refusal === undefined ? notCleared : toFinding(refusal), verdictId);
    return [];
  });
};

/** Keeps the group's chunks released and unpublished in one write, then publishes them. */
const accept = async (
  it: SubmittingMessages,
  group: Judging,
  cleared: readonly ClearedSlot[],
  quote: Quote,
  routes: readonly Route[],
): Promise<void> => {
  const { tenantId, line, lane } = group;
  const at = it.now();
  const pack = markets.get(line.market);
  const released = packGroup(cleared).map((draft) => {
    const [first] = draft.slots;
    const route = routeOf(routes, draft.operator);
    const price = pricePerPart(quote, draft.operator, draft.alphabet);
    const sender = senderAt(line, draft.operator);
    if (first === undefined || route === undefined || price === undefined || sender === undefined) {
      throw new Error("the quote does not price what was asked for");
    }
    const chunkId = it.newId();
    draft.slots.forEach(({ index, parts, verdictId }, slot) => {
      const id = messageId(chunkId, slot);
      group.answers.set(index, { kind: "accepted", messageId: id, parts, verdictId });
    });
    const rest = {
      chunkId,
      tenantId,
      campaignId: "",
      batch: group.group,
      lineId: line.lineId,
      market: line.market,
      lane,
      flash: isFlash(pack, group.messageType),
      suffix: suffixOf(pack, route),
      wideReference: route.wideReference,
      variant: 0,
      test: false,
      requestIds: draft.slots.map(({ requestId }) => requestId),
      verdictId: first.verdictId,
      acceptedAt: at,
    };
    const stamp = {
      providerId: line.providerId,
      route: route.route,
      sender,
      advertising: line.advertising,
      traffic: group.traffic,
      clearanceId: first.clearanceId,
      reservationId: groupReservationId(group.group),
      revision: 1,
      pricePerPart: price,
      dropped: new Uint8Array(),
      droppedReasons: [],
      expiresAt: new Date(at.getTime() + group.validityMs),
      releasedAt: at,
    };
    return { ...packChunk(draft, rest), stamp };
  });
  const silentAt = new Date(at.getTime() + it.silenceMs);
  if (!(await it.requests.accept(group.group, released, silentAt))) {
    throw new DomainError("unavailable", "GROUP_GIVEN_UP", "The request took too long.", {
      remedy: "Send the same request again.",
    });
  }
  it.counted.released.inc({ lane }, released.length);
  it.publisher.publishSingles(released);
  await countSent(it, group, cleared);
};

/**
 * Tells lists what was sent where the market limits how often. They are accepted by now: that a count is lost when lists
 * is away means one message more for a recipient, and is the lesser harm than refusing what is on its way.
 */
const countSent = async (
  { sendingLimits }: SubmittingMessages,
  { line, traffic, group, options }: Judging,
  cleared: readonly ClearedSlot[],
): Promise<void> => {
  const { market } = line;
  if (!sendingRules(markets.get(market)).some((rule) => rule.traffic === traffic)) return;
  const msisdns = cleared.map(({ msisdn }) => msisdn);
  const textDigests = cleared.map(({ text }) => textDigest(text));
  await sendingLimits
    .countSent({ key: group, market, traffic, msisdns, textDigests }, options)
    .catch(() => undefined);
};

/** Frees the request ids of what was refused, and closes a group of which nothing was accepted. */
const freeRefused = async (
  { requests }: SubmittingMessages,
  { group, tenantId, items, answers }: Judging,
  mine: ReadonlySet<number>,
  isAccepted: boolean,
): Promise<void> => {
  const refused = [...mine].filter((index) => answers.get(index)?.kind !== "accepted");
  const ids = refused.flatMap((index) => items[index]?.requestId ?? []);
  await requests.free(tenantId, group, ids);
  if (!isAccepted) await requests.close(group);
};
