import { Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { BigDrop } from "./big-drop.js";
import { ColumnMap } from "./column-map.js";
import { ImportProgress } from "./import-progress.js";
import { importsQuery } from "./queries.js";
import { isOver, useImport } from "./use-import.js";
import { useUpload } from "./use-upload.js";

/** The way of a file into the list: upload, a look at its columns, reading, what it kept and dropped. */
export function ImportCard({
  listId,
  isEmpty,
}: {
  readonly listId: string;
  readonly isEmpty: boolean;
}) {
  const t = useTranslations("list");
  const imports = useQuery(importsQuery(listId));
  const [chosen, choose] = useState("");
  const { upload, share } = useUpload(choose);
  // What was under way when the page was left is found again.
  const underWay = imports.data?.find(({ state }) => !isOver(state))?.importId ?? "";
  const current = useImport(chosen === "" ? underWay : chosen);
  const state = current.data?.state;
  return (
    <Card component="section">
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t("bring")}
          </Title>
          {state !== undefined && isOver(state) && (
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                choose("");
                void imports.refetch();
              }}
            >
              {t("another")}
            </Button>
          )}
        </Group>
        <ProblemAlert error={upload.error ?? current.error} />
        {upload.isPending ? (
          <Uploading file={upload.variables.file} share={share} />
        ) : current.data === undefined || state === "cancelled" ? (
          <BigDrop
            title={isEmpty ? t("dropFirst") : t("dropNext")}
            onFile={(file) => upload.mutate({ listId, file })}
          />
        ) : state === "held" ? (
          <ColumnMap key={current.data.importId} file={current.data} isEmpty={isEmpty} />
        ) : (
          <ImportProgress file={current.data} />
        )}
      </Stack>
    </Card>
  );
}

function Uploading({ file, share }: { readonly file: File; readonly share: number }) {
  const t = useTranslations("list");
  const format = useFormat();
  return (
    <div aria-live="polite">
      <Group justify="space-between">
        <Text fw={600}>
          <bdi>{file.name}</bdi>
        </Text>
        <Text size="sm" className="num">
          {t("uploaded", {
            sent: `\u2068${format.bytes(file.size * share)}\u2069`,
            size: `\u2068${format.bytes(file.size)}\u2069`,
          })}
        </Text>
      </Group>
      <Progress value={share * 100} size="lg" mt={6} animated aria-label={t("uploading")} />
      {share >= 1 && (
        <Text size="sm" c="dimmed" mt={4}>
          {t("keeping")}
        </Text>
      )}
    </div>
  );
}
