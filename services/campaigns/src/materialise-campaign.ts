import { StreamAudienceRequest } from "@whiteline/contracts/lists/v1/lists";
import { changeCampaign, type Changing } from "./change-campaign.js";
import { chunkWriter } from "./chunk-writer.js";
import { toAudienceRows } from "./audience-rows.js";
import { audienceReader, type AudienceText } from "./domain/audience-reader.js";
import type { Audience, Campaign } from "./domain/campaign.js";
import type { Finding } from "./domain/finding.js";
import { REFUSAL_LINK, takeApart, variablesOf } from "./domain/message-text.js";
import { kindOf, routesFor, textRoadAt } from "./domain/routes.js";
import { textsOf } from "./domain/variant.js";
import type { Neighbours } from "./neighbours.js";
import { onDay } from "./on-day.js";
import { fromLine, toFinding, toTemplateText } from "./proto.js";
import type { RouteBook } from "./route-book.js";
import type { ChunkStore } from "./store/chunks.js";
import { textDigest } from "./text-digest.js";
import type { LineStore } from "./store/lines.js";

export type Materialising = Changing &
  Pick<Neighbours, "lists" | "compliance" | "tokens"> & {
    readonly chunks: ChunkStore;
    readonly lines: LineStore;
    readonly book: RouteBook;
    readonly newId: () => string;
  };

/**
 * Turns audience and text into chunks as the audience streams by, and then tells compliance. Nothing
 * of it is visible before the last write; an attempt that was cut off is begun again under another
 * batch.
 *
 * @param signal ends the attempt: the right to it was lost, or we stop.
 */
export const materialiseCampaign = async (
  it: Materialising,
  campaign: Campaign,
  signal: AbortSignal,
): Promise<void> => {
  const { campaignId, batch, order } = campaign;
  await it.chunks.deleteOtherBatches(campaignId, batch);
  const texts = await findTexts(it, campaign, signal);
  // The name as it stands now, not as it stood when the campaign was submitted.
  const line = it.lines.get(campaign.line.lineId) ?? campaign.line;
  const routes = routesFor(await it.book.known(), kindOf({ line, order }));
  const roadAt = textRoadAt(routes);
  const writer = chunkWriter(it, campaign, roadAt);
  const audience = { campaignId, line, order, roadAt };
  const reading = audienceReader(audience, texts, (...full) => writer.add(...full));
  const variables = [
    ...new Set(texts.flatMap(({ pattern }) => (pattern === undefined ? [] : variablesOf(pattern)))),
  ];
  const [first] = texts;
  const isOneText = texts.length === 1 && first?.pattern === undefined;
  const request = StreamAudienceRequest.fromPartial({
    listId: order.listId,
    segmentId: order.segmentId,
    line: fromLine(campaign.line),
    numbers: order.numbers,
    traffic: order.traffic,
    refusalLinkVariable: variables.includes(REFUSAL_LINK) ? REFUSAL_LINK : "",
    textDigest: isOneText && first !== undefined ? textDigest(first.text) : 0n,
    // A free text is the same for all, whatever else the list knows of them.
    namedVariablesOnly: true,
    packed: true,
    variables,
    ...(order.due === undefined ? {} : { where: onDay(order.due) }),
  });
  const options = { ...(await it.tokens.forTenant(campaign.tenantId)), signal };
  let summary:
    | {
        readonly listId: string;
        readonly listVersion: bigint;
        readonly dropped: Map<string, number>;
        readonly warnings: readonly Finding[];
      }
    | undefined;
  for await (const { part } of it.lists.streamAudience(request, options)) {
    if (part?.$case === "batch") {
      reading.take(toAudienceRows(part.value));
      await writer.room();
    }
    if (part?.$case === "summary") {
      const { listId, listVersion, dropped, warnings } = part.value;
      summary = {
        listId,
        listVersion,
        dropped: new Map(dropped.map(({ code, rows }) => [code, Number(rows)])),
        warnings: warnings.map(toFinding),
      };
    }
  }
  if (summary === undefined) throw new Error("the audience was cut off");
  reading.finish();
  const chunks = await writer.finish();
  signal.throwIfAborted();

  const { dropped } = summary;
  for (const [reason, count] of reading.dropped) {
    dropped.set(reason, (dropped.get(reason) ?? 0) + count);
  }
  const made: Audience = {
    recipients: reading.kept(),
    chunks,
    listId: summary.listId,
    listVersion: Number(summary.listVersion),
    counts: reading.counts(),
    variants: reading.variants(),
    dropped: Object.fromEntries(dropped),
    samples: reading.samples(),
    warnings: summary.warnings,
  };
  await changeCampaign(it, campaignId, { kind: "materialised", batch, audience: made });
};

/** The texts of a campaign, their templates taken apart; of a free text, which is the same for all, there is none. */
const findTexts = async (
  { compliance, tokens }: Materialising,
  { tenantId, order }: Campaign,
  signal: AbortSignal,
): Promise<readonly AudienceText[]> => {
  const options = { ...(await tokens.forTenant(tenantId)), signal };
  return Promise.all(
    textsOf(order).map(async ({ variant, templateId, text }) => {
      if (templateId === "") return { variant, text, pattern: undefined };
      const { template } = await compliance.getTemplate({ templateId }, options);
      if (template === undefined) throw new Error("compliance answered without a template");
      return { variant, text: "", pattern: takeApart(toTemplateText(template)) };
    }),
  );
};
