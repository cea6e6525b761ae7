import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { LinkButton } from "../parts/link-button.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { segmentPreviewQuery, segmentsQuery, type Segment } from "./queries.js";
import { SegmentWindow } from "./segment-window.js";
import { useConditionWords } from "./use-condition-words.js";

/** Named parts of the list, and whom each means today. */
export function SegmentsCard({ listId }: { readonly listId: string }) {
  const t = useTranslations("list");
  const { data: me } = useSuspenseQuery(meQuery);
  const segments = useQuery(segmentsQuery(listId));
  const [opened, setOpened] = useState(false);
  const mayWrite = me.permissions.includes("lists:write");
  return (
    <Card component="section">
      <Stack>
        <Group justify="space-between">
          <div>
            <Title order={2} size="h4">
              {t("segments")}
            </Title>
            <Text size="sm" c="dimmed">
              {t("segmentsLead")}
            </Text>
          </div>
          {mayWrite && (
            <Button
              variant="light"
              leftSection={<Plus size={16} aria-hidden />}
              onClick={() => setOpened(true)}
            >
              {t("newSegment")}
            </Button>
          )}
        </Group>
        <QueryView query={segments} rows={1}>
          {(all) =>
            all.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t("noSegments")}
              </Text>
            ) : (
              <Stack gap="sm">
                {all.map((segment) => (
                  <SegmentRow key={segment.segmentId} segment={segment} mayWrite={mayWrite} />
                ))}
              </Stack>
            )
          }
        </QueryView>
      </Stack>
      {opened && <SegmentWindow listId={listId} onClose={() => setOpened(false)} />}
    </Card>
  );
}

function SegmentRow({
  segment,
  mayWrite,
}: {
  readonly segment: Segment;
  readonly mayWrite: boolean;
}) {
  const t = useTranslations("list");
  const common = useTranslations("common");
  const format = useFormat();
  const inWords = useConditionWords();
  const { segmentId, name, condition } = segment;
  const today = useQuery(segmentPreviewQuery(segmentId));
  const queries = useQueryClient();
  const [changing, setChanging] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.DELETE("/v1/segments/{id}", { params: { path: { id: segmentId } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["segments"] }),
  });
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <div style={{ flex: "1 1 240px" }}>
        <Text fw={600} size="sm">
          <bdi>{name}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {inWords(condition)}
        </Text>
        <ProblemAlert error={remove.error} />
      </div>
      <Text fw={600}>{today.data === undefined ? "…" : format.number(today.data.matching)}</Text>
      {mayWrite && (
        <Group gap="xs" wrap="nowrap" justify="flex-end">
          <LinkButton size="compact-sm" variant="light" to="/campaigns/new" search={{ segmentId }}>
            {t("writeToSegment")}
          </LinkButton>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`${t("changeSegment")}: ${name}`}
            onClick={() => setChanging(true)}
          >
            <Pencil size={15} aria-hidden />
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={`${common("remove")}: ${name}`}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            <Trash2 size={15} aria-hidden />
          </Button>
        </Group>
      )}
      {changing && (
        <SegmentWindow
          listId={segment.listId}
          segment={segment}
          onClose={() => setChanging(false)}
        />
      )}
    </Group>
  );
}
