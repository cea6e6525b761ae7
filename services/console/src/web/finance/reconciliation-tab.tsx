import {
  Alert,
  Badge,
  Button,
  Card,
  Group,
  Select,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { uploadFile } from "../api/upload.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { useOperatorName } from "../pack/use-operator-name.js";
import { DateField } from "../parts/date-field.js";
import { Empty } from "../parts/empty.js";
import { FileDrop } from "../parts/file-drop.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { CasesCard } from "./cases-card.js";
import { CostPricesCard } from "./cost-prices-card.js";
import { reconciliationsQuery, type Reconciliation } from "./queries.js";
import { financeTexts } from "./texts.js";
import { Scrollable } from "../parts/scrollable.js";
import { useTariffChoices } from "./use-tariff-choices.js";

/** Whether our journal, the receipts and the operator's invoice say the same; each difference is a case. */
export function ReconciliationTab() {
  const t = useTranslations("finance");
  const all = useQuery({ ...reconciliationsQuery, refetchInterval: 15_000 });
  const [chosen, setChosen] = useState("");
  return (
    <Stack gap="lg">
      <UploadCard />
      <QueryView query={all}>
        {(every) => {
          const files = every.filter(saysSomething);
          return files.length === 0 ? (
            <Card>
              <Empty icon={Scale} title={t("noFiles")} text={t("noFilesText")} />
            </Card>
          ) : (
            <Files files={files} chosen={chosen} onChoose={setChosen} />
          );
        }}
      </QueryView>
      <CasesCard key={chosen} reconciliationId={chosen} />
      <CostPricesCard />
    </Stack>
  );
}

/** Every night each operator is matched; a day on which nothing was sent and no file came is not shown. */
function saysSomething({ fileName, partsOurs, partsDelivered, cases }: Reconciliation): boolean {
  return fileName !== undefined || partsOurs > 0 || partsDelivered > 0 || cases > 0;
}

function UploadCard() {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const queries = useQueryClient();
  const choices = useTariffChoices();
  const [operator, setOperator] = useState("");
  const [day, setDay] = useState("");
  const [progress, setProgress] = useState<number>();
  const [error, setError] = useState<unknown>();
  const send = async (file: File): Promise<void> => {
    setError(undefined);
    setProgress(0);
    try {
      const fields = { operator, day, fileName: file.name };
      await uploadFile("/v1/reconciliations", fields, file, setProgress);
      await queries.invalidateQueries({ queryKey: ["reconciliations"] });
    } catch (failure) {
      setError(failure);
    } finally {
      setProgress(undefined);
    }
  };
  const isReady = operator !== "" && day !== "";
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("operatorInvoice")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("operatorInvoiceLead")}
        </Text>
        <Group align="flex-end">
          <Select
            label={money("operator")}
            searchable
            data={[...(choices?.operators ?? [])]}
            value={operator === "" ? null : operator}
            onChange={(word) => setOperator(word ?? "")}
          />
          <DateField label={t("billedDay")} value={day} onChange={setDay} />
          {isReady ? (
            <FileDrop
              label={t("operatorInvoice")}
              again={false}
              accept=".csv,text/csv"
              progress={progress}
              onFile={(file) => void send(file)}
            />
          ) : (
            <Text size="sm" c="dimmed">
              {t("nameFirst")}
            </Text>
          )}
        </Group>
        <ProblemAlert error={error} />
      </Stack>
    </Card>
  );
}

const colours: Readonly<Record<string, string>> = { exact: "green", differs: "orange" };

function Files({
  files,
  chosen,
  onChoose,
}: {
  readonly files: readonly Reconciliation[];
  readonly chosen: string;
  readonly onChoose: (reconciliationId: string) => void;
}) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const format = useFormat();
  const operatorName = useOperatorName();
  const counts = ["partsOurs", "partsCharged", "partsBilled", "partsDelivered"] as const;
  return (
    <Card p={0}>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={940}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("billedDay")}</Table.Th>
              <Table.Th>{money("standing")}</Table.Th>
              {counts.map((name) => (
                <Table.Th key={name} className="sum">
                  {t(name)}
                </Table.Th>
              ))}
              <Table.Th className="sum">{t("agreed")}</Table.Th>
              <Table.Th className="sum">{t("billed")}</Table.Th>
              <Table.Th>{t("cases")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.map((file) => (
              <Table.Tr key={file.reconciliationId}>
                <Table.Td>
                  <Text size="sm" fw={600}>
                    <bdi>{operatorName(file.operator)}</bdi> ·{" "}
                    {format.date(`${file.day}T12:00:00Z`)}
                  </Text>
                  <Text size="xs" className="ltr code">
                    {file.fileName}
                  </Text>
                </Table.Td>
                <Table.Td data-label={money("standing")}>
                  <Badge color={colours[file.status] ?? "blue"}>
                    {hasText(financeTexts, `file_${file.status}`)
                      ? t(`file_${file.status}`)
                      : file.status}
                  </Badge>
                </Table.Td>
                {counts.map((name) => (
                  <Table.Td key={name} data-label={t(name)} className="num sum">
                    {format.number(file[name])}
                  </Table.Td>
                ))}
                <Table.Td data-label={t("agreed")} className="num sum">
                  {file.expected === undefined ? "—" : format.money(file.expected)}
                </Table.Td>
                <Table.Td data-label={t("billed")} className="num sum">
                  {file.billed === undefined ? "—" : format.money(file.billed)}
                </Table.Td>
                <Table.Td data-label={t("cases")}>
                  <Button
                    size="compact-sm"
                    variant={chosen === file.reconciliationId ? "filled" : "default"}
                    aria-pressed={chosen === file.reconciliationId}
                    aria-label={`${t("cases")}: ${operatorName(file.operator)}, ${format.date(`${file.day}T12:00:00Z`)}: ${format.number(file.cases)}`}
                    onClick={() =>
                      onChoose(chosen === file.reconciliationId ? "" : file.reconciliationId)
                    }
                  >
                    {format.number(file.cases)}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
      {chosen === "" && <Alert m="md">{t("chooseFile")}</Alert>}
    </Card>
  );
}
