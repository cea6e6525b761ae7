import { Accordion, Anchor, Badge, Group, List, Stack, Text, ThemeIcon } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Check, Minus, X } from "lucide-react";
import { useTranslations } from "use-intl";

import { useSpan } from "../compose/use-span.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { SourceNote } from "../parts/source-note.js";
import { ruleTexts } from "./rule-texts.js";
import type { RuleTried, Verdict } from "./queries.js";

export const decisionColours = {
  cleared: "green",
  held: "orange",
  refused: "red",
  unknown: "gray",
} as const;

/** Why something may be sent or not: what decided, by which source, the way out, and every rule with its facts. */
export function VerdictCard({ card }: { readonly card: Verdict }) {
  const t = useTranslations("verdict");
  const format = useFormat();
  const { decision, decidingRule = "", source, remedy, words, note, rulesTried, at } = card;
  const ruleName = useRuleName();
  return (
    <Stack gap="xs" component="section" aria-label={t("title")}>
      <Group gap="xs">
        <Text fw={650}>
          {t("title")}
          {card.variant !== undefined && ` · ${t("variant", { name: card.variant })}`}
        </Text>
        <Badge color={decisionColours[decision]}>{t(`decision_${decision}`)}</Badge>
      </Group>
      {card.overriddenBy !== undefined && (
        <VerdictLink verdictId={card.overriddenBy} label={t("overridden")} />
      )}
      {card.overrides !== undefined && (
        <VerdictLink verdictId={card.overrides} label={t("overridesOther")} />
      )}
      {decidingRule !== "" && <Text>{words?.demand ?? ruleName(decidingRule)}</Text>}
      {decision !== "cleared" && (words?.remedy ?? remedy) !== undefined && (
        <Text size="sm">
          <b>{t("wayOut")}</b> {words?.remedy ?? remedy}
        </Text>
      )}
      {words?.override !== undefined && decision !== "cleared" && (
        <Text size="sm">
          <b>{t("mayDecide")}</b> {words.override}
        </Text>
      )}
      {note !== undefined && (
        <Text size="sm">
          <b>{t("deskNote")}</b> <bdi>{note}</bdi>
        </Text>
      )}
      <SourceNote source={source} />
      {at !== undefined && (
        <Text size="xs" c="dimmed">
          {format.dateTime(at)}
        </Text>
      )}
      <Accordion variant="separated" chevronPosition="left">
        <Accordion.Item value="rules">
          <Accordion.Control>
            <Text size="sm">{t("rules", { count: rulesTried.length })}</Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              {rulesTried.map((rule) => (
                <Rule key={rule.rule} rule={rule} decided={rule.rule === decidingRule} />
              ))}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

function VerdictLink({ verdictId, label }: { readonly verdictId: string; readonly label: string }) {
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link to="/verdicts/$verdictId" params={{ verdictId }} {...props} />}
    >
      {label}
    </Anchor>
  );
}

function useRuleName(): (code: string) => string {
  const rules = useTranslations("rule");
  return (code) => (hasText(ruleTexts, code) ? rules(code) : code);
}

function Rule({ rule, decided }: { readonly rule: RuleTried; readonly decided: boolean }) {
  const t = useTranslations("verdict");
  const ruleName = useRuleName();
  const asked = !rule.facts.some(({ name, value }) => name === "asked" && value === "no");
  const Icon = !rule.passed ? X : asked ? Check : Minus;
  const facts = rule.facts.filter(({ name }) => name !== "asked");
  return (
    <Group wrap="nowrap" align="flex-start" gap="xs">
      <ThemeIcon
        size={22}
        radius="xl"
        variant="light"
        color={!rule.passed ? "red" : asked ? "green" : "gray"}
      >
        <Icon size={14} aria-label={t(!rule.passed ? "failed" : asked ? "passed" : "notAsked")} />
      </ThemeIcon>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" {...(decided && { fw: 650 })}>
          {rule.words ?? ruleName(rule.rule)}
        </Text>
        <SourceNote source={rule.source} />
        {facts.length > 0 && (
          <List size="xs" mt={2} withPadding={false} listStyleType="none">
            {facts.map((fact) => (
              <List.Item key={fact.name}>
                <FactLine fact={fact} />
              </List.Item>
            ))}
          </List>
        )}
      </div>
    </Group>
  );
}

function FactLine({ fact }: { readonly fact: RuleTried["facts"][number] }) {
  const t = useTranslations("verdict");
  const format = useFormat();
  const span = useSpan();
  const { name, value, label = name, words = value, version, ageSeconds } = fact;
  return (
    <Text size="xs" c="dimmed">
      <bdi>{label}</bdi>: <bdi style={{ fontWeight: 600 }}>{format.digits(words)}</bdi>
      {version !== undefined &&
        ` · ${t("factVersion", { version: `\u2068${format.digits(version)}\u2069` })}`}
      {ageSeconds !== undefined &&
        ageSeconds > 0 &&
        ` · ${t("factAge", { age: span(ageSeconds) })}`}
    </Text>
  );
}
