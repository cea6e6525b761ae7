import { Alert, Badge, Button, Group, Stack, Table, Text, Textarea, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { hasText } from "../language/define-texts.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { culpritTexts } from "./culprit-texts.js";
import css from "./difference.module.css";

type Match = components["schemas"]["TemplateMatch"];
type Change = Match["changes"][number];

/** Holds a text of the customer's system against the template, character by character, and names the culprit. */
export function Difference({ templateId }: { readonly templateId: string }) {
  const t = useTranslations("template");
  const [text, setText] = useState("");
  const match = useMutation({
    mutationFn: async () =>
      bodyOf(await api.POST("/v1/templates/match", { body: { text, templateId } })),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        match.mutate();
      }}
    >
      <Stack>
        <div>
          <Title order={2} size="h4">
            {t("diffTitle")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("diffLead")}
          </Text>
        </div>
        <Textarea
          label={t("diffText")}
          autosize
          minRows={3}
          maxRows={10}
          required
          value={text}
          styles={{ input: { unicodeBidi: "plaintext", textAlign: "start" } }}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
            match.reset();
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="light" loading={match.isPending}>
            {t("diffCompare")}
          </Button>
        </Group>
        <ProblemAlert error={match.error} />
        {match.data !== undefined && <Result match={match.data} />}
      </Stack>
    </form>
  );
}

function Result({ match }: { readonly match: Match }) {
  const t = useTranslations("template");
  const faults = match.changes.filter(isFault);
  return (
    <Stack aria-live="polite">
      {match.matches ? (
        <Alert color="green" icon={<CircleCheck size={20} aria-hidden />}>
          {t("diffMatches")}
        </Alert>
      ) : (
        <Alert color="orange">{t("diffDiffers", { count: faults.length })}</Alert>
      )}
      {match.changes.length > 0 && (
        <div className={css["text"]} dir="auto">
          {match.changes.map((change, place) => (
            <Piece key={place} change={change} />
          ))}
        </div>
      )}
      {faults.length > 0 && <Faults faults={faults} />}
      {match.values.length > 0 && (
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {t("diffValues")}:
          </Text>
          {match.values.map(({ name, value }) => (
            <Badge key={name} size="lg">
              <bdi>{name}</bdi> = <bdi>{value}</bdi>
            </Badge>
          ))}
        </Group>
      )}
    </Stack>
  );
}

function isFault({ kind }: Change): boolean {
  return kind !== "kept" && kind !== "value";
}

function Piece({ change }: { readonly change: Change }) {
  const { kind, expected = "", found = "" } = change;
  switch (kind) {
    case "kept":
      return <span>{found}</span>;
    case "value":
      return <span className={css["value"]}>{found}</span>;
    case "missing":
      return <ins className={css["missing"]}>{visible(expected)}</ins>;
    case "added":
    case "wrong_value":
      return <del className={css["wrong"]}>{visible(found)}</del>;
    default:
      return (
        <>
          <del className={css["wrong"]}>{visible(found)}</del>
          <ins className={css["missing"]}>{visible(expected)}</ins>
        </>
      );
  }
}

/** Where each difference stands, what it is, and which character of Unicode. */
function Faults({ faults }: { readonly faults: readonly Change[] }) {
  const t = useTranslations("template");
  const culprits = useTranslations("culprit");
  return (
    <Table verticalSpacing="xs" horizontalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("where")}</Table.Th>
          <Table.Th>{t("found")}</Table.Th>
          <Table.Th>{t("expected")}</Table.Th>
          <Table.Th>{t("what")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {faults.map((change, place) => {
          const { kind, at, expected = "", found = "", culprit = "" } = change;
          return (
            <Table.Tr key={place}>
              <Table.Td className="num">{t("atCharacter", { at: at + 1 })}</Table.Td>
              <Table.Td>
                <Characters text={found} />
              </Table.Td>
              <Table.Td>
                <Characters text={expected} />
              </Table.Td>
              <Table.Td>
                <Text size="sm">
                  {hasText(culpritTexts, culprit) ? culprits(culprit) : t(DIFFERENCES[kind])}
                </Text>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

/** What a difference is when no single character is to blame. */
const DIFFERENCES = {
  kept: "otherWord",
  value: "otherWord",
  added: "notInTemplate",
  missing: "onlyInTemplate",
  replaced: "otherWord",
  wrong_value: "otherValue",
} as const;

const MOST_NAMED = 3;

function Characters({ text }: { readonly text: string }) {
  const t = useTranslations("template");
  if (text === "") return <Text size="sm" c="dimmed">{`(${t("nothing")})`}</Text>;
  const points = Array.from(text, (one) => `U+${codeOf(one)}`);
  return (
    <>
      <bdi style={{ fontWeight: 650 }}>{visible(text)}</bdi>{" "}
      {points.length <= MOST_NAMED && <span className={css["mark"]}>{points.join(" ")}</span>}
    </>
  );
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

/** Characters that cannot be seen, by a sign for each. */
function visible(text: string): string {
  return text
    .replaceAll("\u200c", "⸢ZWNJ⸣")
    .replaceAll("\u200d", "⸢ZWJ⸣")
    .replaceAll("\u00a0", "⸢NBSP⸣")
    .replaceAll("\u200e", "⸢LRM⸣")
    .replaceAll("\u200f", "⸢RLM⸣")
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, (one) => `⸢U+${codeOf(one)}⸣`)
    .replaceAll("\n", "⏎\n");
}
