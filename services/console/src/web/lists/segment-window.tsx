import {
  Alert,
  Button,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { ConditionRowEditor } from "./condition-row-editor.js";
import { conditionOf, rowsOf, type ConditionRow } from "./condition-rows.js";
import { conditionPreviewQuery, versionsQuery, type Condition, type Segment } from "./queries.js";

const FIRST_ROWS = [{ kind: "behaviour", behaviour: "delivered", withinDays: 90 }] as const;

/** Makes or changes a segment: conditions joined by "and" or "or", counted while they are written. */
export function SegmentWindow({
  listId,
  segment,
  onClose,
}: {
  readonly listId: string;
  /** The one that is changed. */
  readonly segment?: Segment;
  readonly onClose: () => void;
}) {
  const t = useTranslations("list");
  const common = useTranslations("common");
  const versions = useQuery(versionsQuery(listId));
  const variables = (versions.data?.[0]?.variables ?? []).map(({ name }) => name);
  const before = segment === undefined ? undefined : rowsOf(segment.condition);
  const isBuilt = segment === undefined || before !== undefined;
  const [name, setName] = useState(segment?.name ?? "");
  const [joined, setJoined] = useState<"all" | "any">(before?.joined ?? "all");
  const [rows, setRows] = useState<readonly ConditionRow[]>(before?.rows ?? FIRST_ROWS);
  const condition = isBuilt ? conditionOf(rows, joined) : segment.condition;
  const save = useSave(listId, segment, onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      title={segment === undefined ? t("newSegment") : t("changeSegment")}
      size="xl"
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (condition !== undefined) save.mutate({ name, condition });
        }}
      >
        <Stack>
          <TextInput
            label={t("segmentName")}
            value={name}
            required
            data-autofocus
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          {!isBuilt && <Alert color="gray">{t("builtByApi")}</Alert>}
          {isBuilt && (
            <>
              <SegmentedControl
                aria-label={t("joined")}
                value={joined}
                onChange={(word) => setJoined(word === "any" ? "any" : "all")}
                data={[
                  { value: "all", label: t("joined_all") },
                  { value: "any", label: t("joined_any") },
                ]}
              />
              {rows.map((row, place) => (
                <ConditionRowEditor
                  key={place}
                  row={row}
                  variables={variables}
                  onChange={(next) => setRows(rows.with(place, next))}
                  {...(rows.length > 1 && { onRemove: () => setRows(rows.toSpliced(place, 1)) })}
                />
              ))}
              <Group>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<Plus size={15} aria-hidden />}
                  onClick={() =>
                    setRows([
                      ...rows,
                      { kind: "variable", variable: variables[0] ?? "", is: "equals", value: "" },
                    ])
                  }
                >
                  {t("addCondition")}
                </Button>
              </Group>
            </>
          )}
          <Count listId={listId} condition={condition} />
          <ProblemAlert error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit" disabled={condition === undefined} loading={save.isPending}>
              {common("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useSave(listId: string, before: Segment | undefined, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (segment: {
      readonly name: string;
      readonly condition: Condition;
    }): Promise<unknown> =>
      before === undefined
        ? api.POST("/v1/segments", { body: { ...segment, listId }, params: { header: {} } })
        : api.PATCH("/v1/segments/{id}", {
            params: { path: { id: before.segmentId } },
            body: { ...segment, expectedVersion: before.version },
          }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["segments"] });
      onDone();
    },
  });
}

/** How many the condition means, and a few of them with masked numbers. */
function Count({
  listId,
  condition,
}: {
  readonly listId: string;
  readonly condition: Condition | undefined;
}) {
  const t = useTranslations("list");
  const format = useFormat();
  const [settled] = useDebouncedValue(condition, 400);
  const preview = useQuery({
    ...conditionPreviewQuery(listId, settled ?? { all: [] }),
    enabled: settled !== undefined,
  });
  if (preview.isError) return <ProblemAlert error={preview.error} />;
  if (condition === undefined || preview.data === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t("countHint")}
      </Text>
    );
  }
  const { matching, members, samples, variableNames } = preview.data;
  return (
    <Stack gap="xs" aria-live="polite">
      <Alert color="blue" p="xs">
        <Text fw={600}>{t("matching", { matching, members })}</Text>
      </Alert>
      {samples.length > 0 && (
        <Table verticalSpacing={4} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("number")}</Table.Th>
              {variableNames.slice(0, 4).map((variable) => (
                <Table.Th key={variable}>
                  <bdi>{variable}</bdi>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {samples.slice(0, 4).map(({ number, values }, place) => (
              <Table.Tr key={place}>
                <Table.Td>
                  <span className="ltr num">{format.digits(number)}</span>
                </Table.Td>
                {values.slice(0, 4).map((value, at) => (
                  <Table.Td key={at}>
                    <bdi>{value}</bdi>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
