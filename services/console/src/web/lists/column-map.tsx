import {
  Button,
  Group,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { columnChoices, keyOf, type ColumnWord } from "./column-choices.js";
import type { Import, ImportPreview } from "./queries.js";
import type { Operation } from "./use-upload.js";
import { Scrollable } from "../parts/scrollable.js";

type Column = ImportPreview["columns"][number];

const OPERATIONS: readonly Operation[] = ["replace", "add", "merge", "remove"];
const KINDS = ["text", "number", "date"] as const;

/** What each column was taken for, with the user's word last; then the file is read. */
export function ColumnMap({ file, isEmpty }: { readonly file: Import; readonly isEmpty: boolean }) {
  const t = useTranslations("list");
  const [operation, setOperation] = useState<Operation>("replace");
  const [words, setWords] = useState<Readonly<Record<string, ColumnWord>>>({});
  const choices = columnChoices(words);
  const preview = usePreview(file.importId);
  const { start, cancel } = useSteps(file, { ...choices, operation });
  return (
    <Stack>
      <Text>
        {t("lookAtColumns")} <bdi style={{ fontWeight: 600 }}>{file.fileName}</bdi>
      </Text>
      <QueryView query={preview} rows={3}>
        {(told) => (
          <>
            <Facts preview={told} />
            <ColumnTable
              columns={told.columns}
              words={words}
              onChange={(key, word) => setWords(withWord(words, key, word))}
            />
          </>
        )}
      </QueryView>
      {!isEmpty && (
        <Radio.Group
          label={t("operation")}
          value={operation}
          onChange={(word) => setOperation(OPERATIONS.find((known) => known === word) ?? "replace")}
        >
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={8}>
            {OPERATIONS.map((word) => (
              <Radio
                key={word}
                value={word}
                label={t(`op_${word}`)}
                description={t(`opHint_${word}`)}
              />
            ))}
          </SimpleGrid>
        </Radio.Group>
      )}
      <ProblemAlert error={preview.error === null ? (start.error ?? cancel.error) : undefined} />
      <Group justify="flex-end">
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("giveUp")}
        </Button>
        <Button
          disabled={preview.isPending}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t("startReading")}
        </Button>
      </Group>
    </Stack>
  );
}

/** One column holds the numbers: whoever becomes it takes that from the one before. */
function withWord(
  words: Readonly<Record<string, ColumnWord>>,
  key: string,
  word: ColumnWord,
): Readonly<Record<string, ColumnWord>> {
  const others =
    word.role === "number"
      ? Object.fromEntries(Object.entries(words).filter(([, before]) => before.role !== "number"))
      : words;
  return { ...others, [key]: word };
}

function Facts({ preview }: { readonly preview: ImportPreview }) {
  const t = useTranslations("list");
  const { encoding, delimiter, rowsLookedAt, titleRow } = preview;
  return (
    <Text size="sm" c="dimmed">
      {t("lookedAt", { rows: rowsLookedAt })}
      {encoding !== undefined && ` · \u2068${encoding}\u2069`}
      {delimiter !== undefined &&
        ` · ${t("delimiter", { sign: delimiter === "\t" ? "Tab" : `\u2068${delimiter}\u2069` })}`}
      {titleRow === 0 && ` · ${t("noTitles")}`}
    </Text>
  );
}

function ColumnTable({
  columns,
  words,
  onChange,
}: {
  readonly columns: readonly Column[];
  readonly words: Readonly<Record<string, ColumnWord>>;
  readonly onChange: (key: string, word: ColumnWord) => void;
}) {
  const t = useTranslations("list");
  const format = useFormat();
  const numberChosen = Object.values(words).some(({ role }) => role === "number");
  return (
    <Scrollable>
      <Table miw={720} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column")}</Table.Th>
            <Table.Th>{t("takenFor")}</Table.Th>
            <Table.Th>{t("keptAs")}</Table.Th>
            <Table.Th>{t("samples")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => {
            const key = keyOf(column);
            const word = words[key] ?? found(column, numberChosen);
            return (
              <Table.Tr key={column.letter} {...(word.role === "number" && { bg: "harbour.0" })}>
                <Table.Td>
                  <Text fw={600} size="sm">
                    <bdi>{column.title ?? column.letter}</bdi>
                  </Text>
                  <Text size="xs" c="dimmed" className="num">
                    {t("filledCells", { filled: column.filled, numbers: column.numbers })}
                  </Text>
                </Table.Td>
                <Table.Td w={190}>
                  <Select
                    aria-label={`${t("takenFor")}: ${key}`}
                    allowDeselect={false}
                    value={word.role === "variable" ? word.kind : `role_${word.role}`}
                    data={[
                      { value: "role_number", label: t("role_number") },
                      ...KINDS.map((kind) => ({ value: kind, label: t(`kind_${kind}`) })),
                      { value: "role_ignored", label: t("role_ignored") },
                    ]}
                    onChange={(chosen) => onChange(key, { ...word, ...roleOf(chosen) })}
                  />
                </Table.Td>
                <Table.Td w={190}>
                  {word.role === "variable" ? (
                    <TextInput
                      aria-label={`${t("keptAs")}: ${key}`}
                      value={word.name}
                      onChange={({ currentTarget: { value } }) =>
                        onChange(key, { ...word, name: value })
                      }
                    />
                  ) : (
                    <Text size="sm" c="dimmed">
                      —
                    </Text>
                  )}
                </Table.Td>
                <Table.Td maw={220}>
                  {column.samples.slice(0, 3).map((sample, place) => (
                    <Text key={place} size="sm" truncate>
                      <bdi>{word.role === "number" ? format.digits(sample) : sample}</bdi>
                    </Text>
                  ))}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

/** What the file says by itself; a column of numbers gives way to the one that the user named. */
function found(
  { role, kind = "text", name, title, letter }: Column,
  numberChosen: boolean,
): ColumnWord {
  const own = name ?? title ?? letter;
  if (role === "number" && !numberChosen) return { role: "number", kind: "text", name: own };
  if (role === "ignored") return { role: "ignored", kind, name: own };
  return { role: "variable", kind, name: own };
}

function roleOf(chosen: string | null): Pick<ColumnWord, "role" | "kind"> {
  const kind = KINDS.find((known) => known === chosen);
  if (kind !== undefined) return { role: "variable", kind };
  return { role: chosen === "role_number" ? "number" : "ignored", kind: "text" };
}

function usePreview(id: string) {
  return useQuery({
    queryKey: ["imports", id, "preview"],
    queryFn: async () =>
      bodyOf(
        await api.POST("/v1/imports/{id}/preview", {
          params: { path: { id } },
          body: { numberColumn: "", columns: [] },
        }),
      ),
    staleTime: Infinity,
  });
}

type Start = ReturnType<typeof columnChoices> & { readonly operation: Operation };

function useSteps({ importId: id, listId = "" }: Import, body: Start) {
  const queries = useQueryClient();
  const keep = (file: Import): void => {
    queries.setQueryData(["imports", id], file);
    void queries.invalidateQueries({ queryKey: ["lists", listId, "imports"] });
  };
  const start = useMutation({
    mutationFn: async () =>
      bodyOf(await api.POST("/v1/imports/{id}/start", { params: { path: { id } }, body })),
    onSuccess: keep,
  });
  const cancel = useMutation({
    mutationFn: async () =>
      bodyOf(await api.POST("/v1/imports/{id}/cancel", { params: { path: { id } } })),
    onSuccess: keep,
  });
  return { start, cancel };
}
