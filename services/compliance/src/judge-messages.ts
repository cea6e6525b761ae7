import type {
  JudgeItem,
  Judgement as JudgementMessage,
} from "@whiteline/contracts/compliance/v1/compliance";
import type { Ports } from "@whiteline/service-kit";
import { judgeSending } from "./domain/judge-sending.js";
import { makeCard, type Judgement, type VerdictCard } from "./domain/verdict.js";
import type { FindLine } from "./find-line.js";
import type { FindTemplates } from "./find-templates.js";
import { packInForce } from "./pack-in-force.js";
import { fromJudgement, toRecipient } from "./proto.js";
import type { LineStore } from "./store/lines.js";
import type { VerdictStore } from "./store/verdicts.js";

export type JudgingMessages = Ports & {
  readonly lines: Pick<LineStore, "advertising">;
  readonly findLine: FindLine;
  readonly findTemplates: FindTemplates;
  readonly verdicts: Pick<VerdictStore, "addAll">;
  readonly clearanceMs: number;
};

/**
 * Judges a group of single messages of one tenant and line: one look-up of the line, one of templates
 * that are not in memory, one write of cards. Each refused item has a card of its own; what is cleared
 * alike, by template and category, shares one card and its clearance.
 */
export const judgeMessages = async (
  { lines, findLine, findTemplates, verdicts, clearanceMs, now, newId }: JudgingMessages,
  group: {
    readonly tenantId: string;
    readonly lineId: string;
    readonly solicited: boolean;
    readonly items: readonly JudgeItem[];
  },
): Promise<readonly JudgementMessage[]> => {
  const { tenantId, items, solicited } = group;
  const at = now();
  const [line, templates] = await Promise.all([
    findLine(tenantId, group.lineId),
    findTemplates(
      tenantId,
      items.map(({ templateId }) => templateId),
    ),
  ]);
  const pack = line && packInForce(line.market, at);
  const advertisingLines = line === undefined ? [] : lines.advertising(tenantId, line.market);

  const cards: VerdictCard[] = [];
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
    });
    cards.push(card);
    return card;
  };

  const answers = items.map((item) => {
    const { text, templateId } = item;
    const judgement = judgeSending({
      tenantId,
      line,
      pack,
      content: { text, templateId, template: templates.get(templateId) },
      solicited,
      recipient: toRecipient(item),
      recipients: 1,
      // The desk reads campaigns: a single message must not wait for it.
      holdAbove: 1,
      advertisingLines,
    });
    if (judgement.decision !== "cleared") return fromJudgement(judgement, writeCard(judgement));
    const kind = `${templateId}|${judgement.category ?? ""}`;
    const card = shared.get(kind) ?? writeCard(judgement);
    shared.set(kind, card);
    return fromJudgement(judgement, card);
  });
  await verdicts.addAll(cards);
  return answers;
};
