import { Alert, Button, Card, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Calculator } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { listsQuery, type List } from "../lists/queries.js";
import type { Line } from "../numbers/queries.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { fill } from "../templates/body.js";
import { measureDearest, roadsOr } from "../templates/measure.js";
import { Phone } from "../templates/phone.js";
import {
  lineTextRulesQuery,
  templatesQuery,
  type Template,
  type TextRules,
} from "../templates/queries.js";
import { SegmentMeter } from "../templates/segment-meter.js";
import { asVariant, typedNumbers, type ComposeForm, type ComposeValues } from "./compose-state.js";
import { CostDoctor } from "./cost-doctor.js";
import { ForecastCard } from "./forecast-card.js";
import { ListQuote } from "./list-quote.js";
import { MaxCost } from "./max-cost.js";
import { rulesOfType } from "./message-type.js";
import { isWithinMax } from "./within-max.js";
import { hasWords, isComplete, planOf } from "./order-of.js";
import { PlanButton } from "./plan-button.js";
import { walletQuery } from "./queries.js";
import { SendButton } from "./send-button.js";
import { TestButton } from "./test-button.js";
import { TextVerdict } from "./text-verdict.js";
import { useOrders } from "./use-orders.js";
import { variantName } from "./variants-editor.js";

/** The message as it arrives, what it costs and takes, and the way to send it. */
export function SendPane({
  form,
  rules,
  lines,
}: {
  readonly form: ComposeForm;
  readonly rules: TextRules;
  readonly lines: readonly Line[];
}) {
  const t = useTranslations("compose");
  const format = useFormat();
  const { data: templates } = useSuspenseQuery(templatesQuery);
  const { data: lists } = useSuspenseQuery(listsQuery);
  const { values } = form;
  const [place, setPlace] = useState(0);
  const spoken = asVariant(values, Math.min(place, values.variants.length - 1));
  const line = lines.find(({ lineId }) => lineId === values.lineId);
  const template = templates.find(({ templateId }) => templateId === spoken.templateId);
  const name =
    values.name.trim() === ""
      ? t("nameDefault", { date: format.date(new Date().toISOString()) })
      : values.name;
  const wallet = useQuery(walletQuery);
  const currency = wallet.data?.available?.currency;
  const orders = useOrders(values, name, currency ?? "");
  const total = orders.answer?.forecast?.quote?.total;
  const { shown, fixed, worst } = textsOf(spoken, template);
  const { data: roads = [] } = useQuery(lineTextRulesQuery(values.lineId, values.traffic));
  const { counted } = measureDearest(shown, rules.alphabets, roadsOr(roads, rules));
  return (
    <Stack gap="lg">
      <Card>
        <Stack>
          {values.mode === "variants" && (
            <SegmentedControl
              aria-label={t("someVariants")}
              value={String(place)}
              onChange={(chosen) => setPlace(Number(chosen))}
              data={values.variants.map((_, at) => ({
                value: String(at),
                label: variantName(at),
              }))}
            />
          )}
          <Phone
            sender={line === undefined ? t("sender") : format.digits(line.number)}
            pieces={counted.kind === "ok" ? counted.pieces : shown === "" ? [] : [shown]}
          />
          <SegmentMeter
            text={fixed}
            worst={worst}
            rules={rulesOfType(rules, values.messageType)}
            roads={roads}
          />
          {spoken.mode === "text" && (
            <TextVerdict
              lineId={values.lineId}
              text={spoken.text}
              traffic={values.traffic}
              recipients={recipientsOf(values, lists)}
            />
          )}
        </Stack>
      </Card>
      {line !== undefined && (
        <CostDoctor
          text={spoken.mode === "text" ? spoken.text : worst}
          family={line.family}
          lineId={line.lineId}
          purpose={values.traffic}
          messages={1}
          isWorst={spoken.mode !== "text"}
          {...(values.mode === "text" && {
            onTake: (text: string) => form.setFieldValue("text", text),
          })}
        />
      )}
      <Card>
        <Stack>
          <TextInput
            label={t("name")}
            placeholder={t("nameDefault", { date: format.date(new Date().toISOString()) })}
            {...form.getInputProps("name")}
          />
          {orders.answer === undefined && <ListQuote values={values} />}
          {currency !== undefined && (
            <MaxCost
              currency={currency}
              total={total}
              value={values.maxCost}
              onChange={(typed) => form.setFieldValue("maxCost", typed)}
            />
          )}
          {orders.isStale && (
            <Alert color="yellow" p="xs">
              <Text size="sm">{t("stale")}</Text>
            </Alert>
          )}
          <ProblemAlert error={orders.error} />
          {orders.answer === undefined ? (
            <Button
              leftSection={<Calculator size={17} aria-hidden />}
              disabled={!isComplete(values)}
              loading={orders.isAsking}
              onClick={orders.forecast}
            >
              {t("forecast")}
            </Button>
          ) : (
            <>
              <ForecastCard campaign={orders.answer} />
              {isWithinMax(values.maxCost, total) &&
                (values.when === "plan" ? (
                  <PlanButton
                    campaign={orders.answer}
                    plan={planOf(values, name, currency ?? "")}
                    isReady={isComplete(values)}
                  />
                ) : (
                  <SendButton campaign={orders.answer} orders={orders} />
                ))}
            </>
          )}
          <TestButton
            values={values}
            name={name}
            isReady={values.lineId !== "" && hasWords(values)}
          />
          {!isComplete(values) && (
            <Text size="sm" c="dimmed">
              {t("incomplete")}
            </Text>
          )}
        </Stack>
      </Card>
    </Stack>
  );
}

/** How many it would go to at most, as far as that is known before it is asked. */
function recipientsOf(values: ComposeValues, lists: readonly List[]): number {
  if (values.audience === "numbers") return Math.max(1, typedNumbers(values.numbers).length);
  return lists.find(({ listId }) => listId === values.listId)?.members ?? 1;
}

/** The text with its gaps marked, what of it is the same for everybody, and as long as it may become. */
function textsOf(
  { mode, text, constants }: ComposeValues,
  template: Template | undefined,
): { readonly shown: string; readonly fixed: string; readonly worst: string } {
  if (mode === "text") return { shown: text, fixed: text, worst: text };
  if (template === undefined) return { shown: "", fixed: "", worst: "" };
  const given = (name: string) => constants[name]?.trim() ?? "";
  const longest = new Map(template.variables.map(({ name, maxLength }) => [name, maxLength]));
  const orElse = (gap: (name: string) => string) =>
    fill(template.body, (name) => (given(name) === "" ? gap(name) : given(name)));
  return {
    shown: orElse((name) => `‹${name}›`),
    fixed: orElse(() => ""),
    worst: orElse((name) => "\u06cc".repeat(longest.get(name) ?? 1)),
  };
}
