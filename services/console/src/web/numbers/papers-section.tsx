import { ActionIcon, Button, Checkbox, Group, Stack, Table, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Download, Eye } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { components } from "../api/gen/schema.js";
import { ProblemError, toProblem } from "../api/problem.js";
import { uploadFile } from "../api/upload.js";
import { useDownload } from "../api/use-download.js";
import { useFormat } from "../language/use-format.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { DocumentPreview } from "../parts/document-preview.js";
import { FileDrop } from "../parts/file-drop.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import css from "../parts/stacked-table.module.css";
import { CustomerListRow } from "./customer-list-row.js";
import type { Findings } from "./findings.js";
import type { Checklist, Document, Family } from "./queries.js";
import type { RequestFormState } from "./request-form-state.js";
import { Section } from "./section.js";

type Demand = Checklist["documents"][number];

/** The papers, each with what is held, its preview, and what is wrong with it. The list of customers is a paper too. */
export function PapersSection({
  form,
  family,
  checklist,
  findings,
  held,
}: {
  readonly form: RequestFormState;
  readonly family: Family;
  readonly checklist: Checklist;
  readonly findings: Findings;
  readonly held: readonly Document[];
}) {
  const t = useTranslations("numbers");
  const [shown, setShown] = useState<{ documentId: string; fileName: string }>();
  const noteError = findings.at("promissory_note", "note");
  return (
    <Section
      number={checklist.formRules.length > 0 ? 4 : 3}
      title={t("papers")}
      lead={t("papersLead")}
    >
      <Table layout="fixed" verticalSpacing="sm" className={css["stacked"] ?? ""}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("paper")}</Table.Th>
            <Table.Th w={300}>{t("file")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {checklist.documents.map((demand) =>
            demand.code === "customer_list" ? (
              <CustomerListRow
                key={demand.code}
                demand={demand}
                form={form}
                family={family}
                findings={findings}
              />
            ) : (
              <PaperRow
                key={demand.code}
                demand={demand}
                form={form}
                held={held}
                error={findings.at(demand.code)}
                onShow={setShown}
              />
            ),
          )}
        </Table.Tbody>
      </Table>
      {checklist.documents.length === 0 && <Text size="sm">{t("noPapers")}</Text>}
      {checklist.guarantee?.required === true && (
        <Stack gap="xs">
          <Checkbox
            label={t("noteSigned")}
            {...form.getInputProps("noteSigned", { type: "checkbox" })}
            {...(noteError !== undefined && { error: noteError })}
          />
          <SampleNote family={family} />
        </Stack>
      )}
      <DocumentPreview shown={shown} onClose={() => setShown(undefined)} />
    </Section>
  );
}

function PaperRow({
  demand,
  form,
  held,
  error,
  onShow,
}: {
  readonly demand: Demand;
  readonly form: RequestFormState;
  readonly held: readonly Document[];
  readonly error: string | undefined;
  readonly onShow: (document: { documentId: string; fileName: string }) => void;
}) {
  const t = useTranslations("common");
  const format = useFormat();
  const names = usePackNames();
  const { code, originalName, english } = demand;
  const name = names.document(code, { originalName, english });
  const documentId = form.values.documents[code];
  const kept = held.find((document) => document.documentId === documentId);
  const upload = useDocumentUpload(code, (document) =>
    form.setFieldValue("documents", (before: Record<string, string>) => ({
      ...before,
      [code]: document.documentId,
    })),
  );
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {kept !== undefined && (
          <Text size="xs" c="dimmed">
            <span className="ltr">{kept.fileName}</span> · {format.bytes(kept.sizeBytes)}
          </Text>
        )}
        {error !== undefined && (
          <Text size="sm" c="red.9">
            {error}
          </Text>
        )}
        {upload.error !== undefined && <ProblemAlert error={upload.error} />}
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <FileDrop
            label={name}
            again={documentId !== undefined}
            progress={upload.progress}
            onFile={upload.send}
          />
          {documentId !== undefined && (
            <ActionIcon
              variant="subtle"
              color="gray"
              c="gray.8"
              aria-label={`${t("preview")}: ${name}`}
              onClick={() => onShow({ documentId, fileName: kept?.fileName ?? name })}
            >
              <Eye size={18} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function SampleNote({ family }: { readonly family: Family }) {
  const t = useTranslations("numbers");
  const download = useDownload();
  const query = new URLSearchParams({ family: family.family, provider: family.provider });
  return (
    <>
      <Group>
        <Button
          variant="light"
          size="xs"
          leftSection={<Download size={15} aria-hidden />}
          loading={download.isPending}
          onClick={() =>
            download.mutate({
              path: `/v1/promissory-note/sample?${query.toString()}`,
              fileName: "promissory-note-sample.pdf",
            })
          }
        >
          {t("sampleNote")}
        </Button>
      </Group>
      {download.isError && <ProblemAlert error={download.error} />}
    </>
  );
}

/** Stores a paper in the company file and tells how far it is. */
export function useDocumentUpload(
  code: string,
  onStored: (document: components["schemas"]["Document"]) => void,
) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<number>();
  const [error, setError] = useState<unknown>();
  const send = async (file: File, expiresAt?: string): Promise<void> => {
    setError(undefined);
    setProgress(0);
    try {
      const fields = { code, ...(expiresAt !== undefined && { expiresAt }) };
      const stored = await uploadFile("/v1/documents", fields, file, setProgress);
      if (!isDocument(stored)) throw new ProblemError(toProblem(undefined, 0));
      await queries.invalidateQueries({ queryKey: ["documents"] });
      await queries.invalidateQueries({ queryKey: ["matrix"] });
      onStored(stored);
    } catch (failure) {
      setError(failure);
    } finally {
      setProgress(undefined);
    }
  };
  return { progress, error, send: (file: File, expiresAt?: string) => void send(file, expiresAt) };
}

function isDocument(body: unknown): body is components["schemas"]["Document"] {
  return typeof body === "object" && body !== null && "documentId" in body;
}
