import type {
  JudgeItem,
  Judgement as JudgementMessage,
} from "@whiteline/contracts/compliance/v1/compliance";
import { localTimeIn } from "@whiteline/markets";
import type { Ports } from "@whiteline/service-kit";
import { judgeSending, type Sending } from "./domain/judge-sending.js";
import { makeCard, type Judgement, type VerdictCard } from "./domain/verdict.js";
import { takeApart, type JudgedItem, type VerdictInputs } from "./domain/verdict-inputs.js";
import type { FindLine } from "./find-line.js";
import type { FindTemplates, ReadAsTemplate } from "./find-templates.js";
import { countJudgement, type Measures } from "./metrics.js";
import { packInForce } from "./pack-in-force.js";
import { fromJudgement, toRecipient } from "./proto.js";
import type { LineStore } from "./store/lines.js";
import type { VerdictInputsStore } from "./store/verdict-inputs.js";
import type { VerdictStore } from "./store/verdicts.js";

export type JudgingMessages = Ports & {
  readonly lines: Pick<LineStore, "advertising">;
  readonly findLine: FindLine;
  readonly findTemplates: FindTemplates;
  readonly readAsTemplate: ReadAsTemplate;
  readonly verdicts: Pick<VerdictStore, "addAll">;
  readonly inputs: Pick<VerdictInputsStore, "add">;
  readonly clearanceMs: number;
  readonly withoutRefusalService: ReadonlySet<string>;
  readonly measures: Pick<Measures, "judged" | "read">;
};

/**
 * Judges a group of single messages of one tenant and line: one look-up of the line, one of templates
 * that are not in memory, one write of cards and one of what they were made of. Each refused item has a card of its own; what is cleared
 * alike, by template and category, shares one card and its clearance.
 */
export const judgeMessages = async (
  {
    lines,
    findLine,
    findTemplates,
    readAsTemplate,
    verdicts,
    inputs,
    clearanceMs,
    withoutRefusalService,
    measures,
    now,
    newId,
  }: JudgingMessages,
  group: {
    readonly tenantId: string;
    readonly lineId: string;
    readonly solicited: boolean;
    readonly traffic: string;
    readonly items: readonly JudgeItem[];
  },
): Promise<readonly JudgementMessage[]> => {
  const { tenantId, items, solicited, traffic } = group;
  const at = now();
  const [line, templates] = await Promise.all([
    findLine(tenantId, group.lineId),
    findTemplates(
      tenantId,
      items.map(({ templateId }) => templateId),
    ),
  ]);
  const pack = line && packInForce(line.market, at);
  const isFree = items.some(({ templateId }) => templateId === "");
  const read = pack && isFree ? await readAsTemplate(tenantId, pack) : undefined;
  const localTime = pack === undefined ? "" : localTimeIn(pack, at);
  const advertisingLines = line === undefined ? [] : lines.advertising(tenantId, line.market);

  const cards: VerdictCard[] = [];
  const judged: JudgedItem[] = [];
  const shapes: Pick<VerdictInputs, "pack" | "common">[] = [];
  const shared = new Map<string, VerdictCard>();
  const writeCard = (judgement: Judgement): VerdictCard => {
    const card = makeCard(judgement, {
      verdictId: newId(),
      clearanceId: newId(),
      tenantId,
      providerId: line?.providerId ?? "",
      subject: "message",
      at,
      clearanceMs,
      known: {
        line: line?.asOf,
        pack: pack && new Date(`${pack.effectiveFrom}T00:00:00Z`),
      },
    });
    cards.push(card);
    return card;
  };

  const answers = items.map((item) => {
    const { text, templateId } = item;
    const content = { text, templateId, template: templates.get(templateId) };
    const sending: Sending = {
      tenantId,
      line,
      pack,
      content: read?.(content) ?? content,
      traffic,
      solicited,
      recipient: toRecipient(item),
      recipients: 1,
      // The desk reads campaigns: a single message must not wait for it.
      as: "message",
      holdAbove: 1,
      offersRefusalService: line === undefined || !withoutRefusalService.has(line.providerId),
      localTime,
      advertisingLines,
    };
    const judgement = judgeSending(sending);
    countJudgement(measures, "message", line?.market ?? "", judgement);
    const keep = (card: VerdictCard): VerdictCard => {
      const { own, ...parts } = takeApart(sending);
      // All items of a group share what is not their own; it is kept once.
      if (shapes.length === 0) shapes.push(parts);
      const { verdictId, decision, decidingRule: rule } = card;
      judged.push({ ...own, verdictId, decision, rule, counts: countsOf(item) });
      return card;
    };
    if (judgement.decision !== "cleared") {
      return fromJudgement(judgement, keep(writeCard(judgement)));
    }
    const kind = `${sending.content.templateId}|${judgement.category ?? ""}`;
    const card = shared.get(kind) ?? writeCard(judgement);
    shared.set(kind, card);
    return fromJudgement(judgement, keep(card));
  });
  const [shape] = shapes;
  if (shape === undefined) return answers;
  const about = { tenantId, lineId: group.lineId, family: line?.family ?? "", campaignId: "", at };
  await Promise.all([
    verdicts.addAll(cards),
    inputs.add({
      inputsId: newId(),
      providerId: line?.providerId ?? "",
      ...about,
      ...shape,
      items: judged,
    }),
  ]);
  return answers;
};

/** What the message counts for pricing; a caller of before parts were told leaves it uncounted. */
const countsOf = ({ operator, alphabet, parts }: JudgeItem): JudgedItem["counts"] =>
  operator === "" || parts < 1 ? [] : [{ operator, alphabet, segments: parts, messages: 1 }];
