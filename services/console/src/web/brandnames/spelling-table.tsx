import { Button, Checkbox, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { problemOf } from "../api/problem.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import css from "../parts/stacked-table.module.css";
import { StateBadge } from "../parts/state-badge.js";

/** What each operator takes of a name, asked while it is typed. */
function useProposals(name: string) {
  const [asked] = useDebouncedValue(name.trim(), 250);
  return useQuery({
    queryKey: ["brandname-proposals", asked],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/brandname-proposals", {
          params: { query: { brandname: asked, market: "VN" } },
        }),
      ).operators,
    enabled: asked !== "",
    placeholderData: (before) => before,
    staleTime: 300_000,
  });
}

/**
 * A name at every operator: whether it may be written so, why not, and how it may. With `onChange` the operators are
 * chosen here and each gets its own spelling.
 */
export function SpellingTable({
  name,
  spellings,
  onChange,
  errorAt,
}: {
  readonly name: string;
  readonly spellings?: Readonly<Record<string, string>>;
  readonly onChange?: (spellings: Record<string, string>) => void;
  readonly errorAt?: (operator: string) => string | undefined;
}) {
  const t = useTranslations("brandnames");
  const words = useProblemWords();
  const proposals = useProposals(name);
  if (name.trim() === "") {
    return (
      <Text size="sm" c="dimmed">
        {t("typeFirst")}
      </Text>
    );
  }
  if (proposals.isError && problemOf(proposals.error).status !== 404)
    return <ProblemAlert error={proposals.error} />;
  return (
    <Table aria-busy={proposals.isFetching} className={css["stacked"] ?? ""}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("operator")}</Table.Th>
          <Table.Th>{t("asTyped", { name: name.trim() })}</Table.Th>
          <Table.Th>{onChange === undefined ? t("proposals") : t("spelling")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {(proposals.data ?? []).map(({ operator, verdict, reasons, proposals: offered }) => {
          const chosen = spellings?.[operator] ?? "";
          const error = errorAt?.(operator);
          const choose = (text: string) => onChange?.({ ...spellings, [operator]: text });
          const first = verdict === "invalid" ? (offered[0] ?? "") : name.trim();
          return (
            <Table.Tr key={operator}>
              <Table.Td>
                {onChange === undefined ? (
                  <Text fw={600} size="sm">
                    {operator}
                  </Text>
                ) : (
                  <Checkbox
                    label={operator}
                    checked={chosen !== ""}
                    onChange={({ currentTarget }) => choose(currentTarget.checked ? first : "")}
                  />
                )}
              </Table.Td>
              <Table.Td>
                <StateBadge state={verdict} />
                {reasons.map((reason) => (
                  <Text key={reason.code} size="xs" c="dimmed">
                    {words.ofFinding(reason).rule}
                  </Text>
                ))}
              </Table.Td>
              <Table.Td>
                <Stack gap={6}>
                  {onChange !== undefined && chosen !== "" && (
                    <TextInput
                      aria-label={`${t("spelling")} ${operator}`}
                      dir="ltr"
                      w={200}
                      value={chosen}
                      onChange={({ currentTarget }) => choose(currentTarget.value)}
                      {...(error !== undefined && { error })}
                    />
                  )}
                  <Group gap={6}>
                    {offered.map((text) =>
                      onChange === undefined ? (
                        <Text key={text} className="ltr code" size="sm">
                          {text}
                        </Text>
                      ) : (
                        <Button
                          key={text}
                          size="compact-xs"
                          variant="light"
                          className="ltr"
                          aria-label={`${operator}: ${text}`}
                          onClick={() => choose(text)}
                        >
                          {text}
                        </Button>
                      ),
                    )}
                  </Group>
                </Stack>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
