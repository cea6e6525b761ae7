import { Alert, Button, Group, Progress, SimpleGrid, Stack, Text } from "@mantine/core";
import { CircleCheck, Download } from "lucide-react";
import { useTranslations } from "use-intl";

import { useDownload } from "../api/use-download.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { CountBars } from "../compose/count-bars.js";
import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Import } from "./queries.js";

/** How far the reading of a file is, and what it kept and dropped so far. */
export function ImportProgress({ file }: { readonly file: Import }) {
  const t = useTranslations("list");
  const words = useProblemWords();
  const format = useFormat();
  const { state, fileName, rowsRead, kept, dropped, operators, progress, refusal } = file;
  if (state === "refused") {
    const told = refusal === undefined ? undefined : words.ofFinding(refusal);
    return (
      <Alert color="red" title={told?.rule ?? t("refused")}>
        <Text size="sm">
          <bdi>{fileName}</bdi>
        </Text>
        {told?.remedy}
      </Alert>
    );
  }
  const isFinished = state === "finished";
  return (
    <Stack>
      <div aria-live="polite">
        <Group justify="space-between">
          <Group gap="xs">
            {isFinished && (
              <CircleCheck size={20} color="var(--mantine-color-green-8)" aria-hidden />
            )}
            <Text fw={600}>
              <bdi>{fileName}</bdi>
            </Text>
          </Group>
          <Text size="sm" className="num">
            {isFinished
              ? t("inForce", { version: file.listVersion })
              : t("rowsRead", { rows: rowsRead })}
          </Text>
        </Group>
        <Progress
          value={progress * 100}
          size="lg"
          mt={6}
          animated={!isFinished}
          color={isFinished ? "green" : "harbour"}
          aria-label={t("reading")}
        />
        {!isFinished && (
          <Text size="sm" c="dimmed" mt={4}>
            {file.resumed > 0 ? t("resumed") : t("mayLeave")}
          </Text>
        )}
      </div>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        <Figure label={t("rows")} value={format.number(rowsRead)} />
        <Figure label={t("kept")} value={format.number(kept)} />
        {isFinished ? (
          <>
            <Figure label={t("added")} value={format.number(file.added)} />
            <Figure label={t("removed")} value={format.number(file.removed)} />
          </>
        ) : null}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        <Stack gap="xs">
          <CountBars
            title={t("droppedRows")}
            counts={dropped}
            words="drop"
            none={t("noneDropped")}
            color="orange"
          />
          {isFinished && Object.keys(dropped).length > 0 && <Rejects importId={file.importId} />}
        </Stack>
        <CountBars
          title={t("operators")}
          counts={operators}
          words="operator"
          none={t("noneYet")}
          color="harbour"
        />
      </SimpleGrid>
    </Stack>
  );
}

function Rejects({ importId }: { readonly importId: string }) {
  const t = useTranslations("list");
  const download = useDownload();
  return (
    <>
      <Group>
        <Button
          size="xs"
          variant="light"
          leftSection={<Download size={15} aria-hidden />}
          loading={download.isPending}
          onClick={() =>
            download.mutate({ path: `/v1/imports/${importId}/rejects`, fileName: "rejects.csv" })
          }
        >
          {t("rejects")}
        </Button>
      </Group>
      <ProblemAlert error={download.error} />
    </>
  );
}
