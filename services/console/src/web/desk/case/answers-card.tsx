import { Card, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../../language/use-format.js";
import type { CaseFile } from "../queries.js";

/** What the operator answered, word for word. */
export function AnswersCard({
  answers,
}: {
  readonly answers: CaseFile["application"]["operatorAnswers"];
}) {
  const t = useTranslations("desk");
  const format = useFormat();
  if (answers.length === 0) return null;
  return (
    <Card>
      <Title order={2} size="h4" mb="sm">
        {t("answers")}
      </Title>
      <Stack gap="md">
        {answers.map(({ words, reference, at }) => (
          <div key={`${at} ${words}`}>
            <Text component="blockquote" m={0}>
              «<bdi>{words}</bdi>»
            </Text>
            <Text size="xs" c="dimmed">
              {reference !== undefined && reference !== "" && (
                <>
                  {t("reference")}: <bdi>{format.digits(reference)}</bdi>
                  {" · "}
                </>
              )}
              {at !== undefined && format.dateTime(at)}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
