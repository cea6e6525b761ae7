import { Alert, Badge, Group, List, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { categoryTexts } from "../templates/category-texts.js";

type TextCheck = components["schemas"]["TextCheck"];
type Disguise = NonNullable<TextCheck["content"]>["disguises"][number];

const colours = { cleared: "green", held: "orange", refused: "red", unknown: "gray" } as const;

/** What the rules would say of a free text while it is written; nothing is kept or sent. */
export function TextVerdict({
  lineId,
  text,
  traffic,
  recipients,
}: {
  readonly lineId: string;
  readonly text: string;
  readonly traffic: string;
  readonly recipients: number;
}) {
  const t = useTranslations("compose");
  const verdict = useTranslations("verdict");
  const category = useTranslations("category");
  const format = useFormat();
  const words = useProblemWords();
  const [settled] = useDebouncedValue(text, 600);
  const check = useQuery({
    queryKey: ["text-check", lineId, settled, traffic, recipients],
    queryFn: async () =>
      bodyOf(
        await api.POST("/v1/texts/check", {
          body: { lineId, text: settled, templateId: "", traffic, recipients },
        }),
      ),
    enabled: lineId !== "" && settled.trim() !== "",
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  if (check.data === undefined || text.trim() === "") return null;
  const { decision, content, refusal } = check.data;
  return (
    <Alert color={colours[decision]} p="sm" aria-live="polite">
      <Stack gap={6}>
        <Group gap="xs">
          <Text size="sm" fw={650}>
            {t("rulesSay")}
          </Text>
          <Badge color={colours[decision]}>{verdict(`decision_${decision}`)}</Badge>
          {content?.category !== undefined && (
            <Badge color="gray">
              {hasText(categoryTexts, content.category)
                ? category(content.category)
                : content.category}
              {` · ${format.number(content.confidence)}%`}
            </Badge>
          )}
        </Group>
        {refusal !== undefined && <Text size="sm">{words.ofFinding(refusal).rule}</Text>}
        {content !== undefined && content.disguises.length > 0 && (
          <List size="sm">
            {content.disguises.map((disguise) => (
              <List.Item key={`${disguise.at}-${disguise.code}`}>
                <DisguiseLine disguise={disguise} />
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Alert>
  );
}

function DisguiseLine({
  disguise: { code, at, found, looksLike },
}: {
  readonly disguise: Disguise;
}) {
  const t = useTranslations("compose");
  const template = useTranslations("template");
  return (
    <>
      {template("atCharacter", { at: at + 1 })}: {t(`disguise_${code}`)}{" "}
      <span className="ltr">
        {found}
        {looksLike !== undefined && ` ≈ ${looksLike}`}
      </span>
    </>
  );
}
