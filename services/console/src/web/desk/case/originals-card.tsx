import { Badge, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../../api/client.js";
import { useFormat } from "../../language/use-format.js";
import { ProblemAlert } from "../../parts/problem-alert.js";
import { QueryView } from "../../parts/query-view.js";
import { originalsQuery, type CaseFile } from "../queries.js";
import type { CaseWrites } from "./use-case-writes.js";
import { useItemNames } from "./use-item-names.js";

const stateColours = { not_asked_yet: "gray", asked: "orange", arrived: "green", returned: "blue" };

/** The originals on paper: each is received by itself, and handed back with a note. */
export function OriginalsCard({
  file,
  writes,
  mayAct,
}: {
  readonly file: CaseFile;
  readonly writes: CaseWrites;
  readonly mayAct: boolean;
}) {
  const t = useTranslations("desk");
  const query = useQuery(originalsQuery(file.case.caseId));
  const arrival = file.possibleEvents.find(({ needsOriginals }) => needsOriginals);
  const { caseId, version } = file.case;
  const arrive = useMutation({
    mutationFn: ({ code, event }: { readonly code: string; readonly event: string }) =>
      api.POST("/v1/applications/{id}/events", {
        params: { path: { id: caseId } },
        body: { event, expectedVersion: version, note: "", findings: [], originals: [code] },
      }),
    onSuccess: writes.refresh,
    onError: (error) => void writes.meet(error),
  });
  if (query.data?.length === 0) return null;
  return (
    <Card>
      <Title order={2} size="h4" mb="sm">
        {t("originals")}
      </Title>
      <QueryView query={query} rows={2}>
        {(originals) => (
          <Stack gap="sm">
            {originals.map((original) => (
              <OriginalRow
                key={original.documentCode}
                original={original}
                onArrive={
                  arrival === undefined || !mayAct
                    ? undefined
                    : () => arrive.mutate({ code: original.documentCode, event: arrival.event })
                }
                onReturned={writes.refresh}
                caseId={caseId}
                mayAct={mayAct}
              />
            ))}
          </Stack>
        )}
      </QueryView>
      {arrive.isError && writes.conflict === undefined && <ProblemAlert error={arrive.error} />}
    </Card>
  );
}

type Original = {
  readonly documentCode: string;
  readonly originalName: string;
  readonly state: keyof typeof stateColours;
  readonly askedAt?: string;
  readonly arrivedAt?: string;
  readonly returnedAt?: string;
  readonly note?: string;
};

function OriginalRow({
  original,
  onArrive,
  onReturned,
  caseId,
  mayAct,
}: {
  readonly original: Original;
  readonly onArrive: (() => void) | undefined;
  readonly onReturned: () => Promise<void>;
  readonly caseId: string;
  readonly mayAct: boolean;
}) {
  const t = useTranslations("desk");
  const common = useTranslations("common");
  const format = useFormat();
  const names = useItemNames();
  const [note, setNote] = useState<string>();
  const { documentCode: code, state } = original;
  const giveBack = useMutation({
    mutationFn: (words: string) =>
      api.POST("/v1/applications/{id}/originals/{code}/return", {
        params: { path: { id: caseId, code } },
        body: { note: words },
      }),
    onSuccess: async () => {
      setNote(undefined);
      await onReturned();
    },
  });
  const name = names.documentName(code, original.originalName);
  const when = {
    not_asked_yet: undefined,
    asked: original.askedAt,
    arrived: original.arrivedAt,
    returned: original.returnedAt,
  }[state];
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <div>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Group gap={6}>
            <Badge color={stateColours[state]} size="sm">
              {t(`original_${state}`)}
            </Badge>
            {when !== undefined && (
              <Text size="xs" c="dimmed">
                {format.date(when)}
              </Text>
            )}
          </Group>
          {original.note !== undefined && (
            <Text size="xs">
              <bdi>{original.note}</bdi>
            </Text>
          )}
        </div>
        {state === "asked" && onArrive !== undefined && (
          <Button
            size="xs"
            variant="default"
            aria-label={`${t("arrivedNow")}: ${name}`}
            onClick={onArrive}
          >
            {t("arrivedNow")}
          </Button>
        )}
        {state === "arrived" && mayAct && note === undefined && (
          <Button
            size="xs"
            variant="subtle"
            aria-label={`${t("giveBack")}: ${name}`}
            onClick={() => setNote("")}
          >
            {t("giveBack")}
          </Button>
        )}
      </Group>
      {note !== undefined && (
        <Stack gap="xs" mt="xs">
          <TextInput
            label={t("giveBackNote")}
            value={note}
            autoFocus
            onChange={({ currentTarget: { value } }) => setNote(value)}
          />
          <Group gap="xs">
            <Button
              size="xs"
              disabled={note.trim() === ""}
              loading={giveBack.isPending}
              onClick={() => giveBack.mutate(note)}
            >
              {t("giveBack")}
            </Button>
            <Button size="xs" variant="default" onClick={() => setNote(undefined)}>
              {common("cancel")}
            </Button>
          </Group>
          <ProblemAlert error={giveBack.error} />
        </Stack>
      )}
    </div>
  );
}
