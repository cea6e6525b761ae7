import { Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { variablesOf } from "../templates/body.js";
import type { ComposeValues } from "./compose-state.js";
import { CountBars } from "./count-bars.js";
import { Figure } from "./figure.js";
import { orderOf } from "./order-of.js";
import { listQuoteQuery, type ListQuestion } from "./queries.js";

/**
 * What a text to the chosen list costs at most, by the longest values that the list has, as soon as both are chosen. What
 * cannot be quoted yet, say for want of a value, is told by the forecast.
 */
export function ListQuote({ values }: { readonly values: ComposeValues }) {
  const t = useTranslations("cost");
  const compose = useTranslations("compose");
  const format = useFormat();
  const [question] = useDebouncedValue(questionOf(values), 600);
  const { data } = useQuery(listQuoteQuery(question));
  const worst = data?.worstCase;
  if (data === undefined || worst === undefined) return null;
  const parts = data.lines.reduce((sum, line) => sum + line.parts, 0);
  const messages = worst.operators.reduce((sum, each) => sum + each.messages, 0);
  const unreached: Record<string, number> = {};
  for (const { reason, members } of worst.unreached)
    unreached[reason] = (unreached[reason] ?? 0) + members;
  return (
    <Stack aria-live="polite" gap="xs">
      <Figure
        label={worst.ofWholeList ? t("wholeListAtMost") : t("listAtMost")}
        value={data.total === undefined ? "—" : format.money(data.total)}
        hint={t("listHint", { parts, messages })}
      />
      {worst.unreached.length > 0 && (
        <CountBars title={compose("dropped")} counts={unreached} words="drop" none="" />
      )}
    </Stack>
  );
}

/** Undefined where there is no list, no text, or several; a text with braces is sent as it is written and is no template. */
function questionOf(values: ComposeValues): ListQuestion | undefined {
  const { lineId, listId, segmentId, templateId, text, constants, traffic, messageType } = orderOf(
    values,
    "",
    true,
  );
  const isText = values.mode === "text" && text.trim() !== "" && variablesOf(text).length === 0;
  if (lineId === "" || `${listId}${segmentId}` === "" || !(isText || templateId !== ""))
    return undefined;
  return {
    lineId,
    ...(listId === "" ? { segmentId } : { listId }),
    ...(isText ? { text } : { templateId, constants }),
    ...(traffic !== "" && { purpose: traffic }),
    ...(messageType !== "" && { messageType }),
  };
}
