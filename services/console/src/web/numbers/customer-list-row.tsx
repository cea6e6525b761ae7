import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { uploadFile } from "../api/upload.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { FileDrop } from "../parts/file-drop.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Findings } from "./findings.js";
import type { Checklist, Family } from "./queries.js";
import type { RequestFormState } from "./request-form-state.js";

/** The sample of the customer list: counted and judged, never sent to. */
export function CustomerListRow({
  demand,
  form,
  findings,
}: {
  readonly demand: Checklist["documents"][number];
  readonly form: RequestFormState;
  readonly family: Family;
  readonly findings: Findings;
}) {
  const t = useTranslations("numbers");
  const names = usePackNames();
  const name = names.document(demand.code, demand);
  const id = form.values.customerListImportId;
  const [progress, setProgress] = useState<number>();
  const [failure, setFailure] = useState<unknown>();
  const read = useQuery({
    queryKey: ["imports", id],
    queryFn: async () => bodyOf(await api.GET("/v1/imports/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : 700),
  });
  const send = async (file: File): Promise<void> => {
    setFailure(undefined);
    setProgress(0);
    try {
      // Twice, because it is two things: a paper that is filed, and numbers that are counted.
      const fields = { code: demand.code };
      const stored = await uploadFile("/v1/documents", fields, file, (share) =>
        setProgress(share / 2),
      );
      if (typeof stored === "object" && stored !== null && "documentId" in stored) {
        const documentId = String(stored.documentId);
        form.setFieldValue("documents", (before: Record<string, string>) => ({
          ...before,
          [demand.code]: documentId,
        }));
      }
      const made = await uploadFile("/v1/imports", {}, file, (share) =>
        setProgress(0.5 + share / 2),
      );
      if (typeof made === "object" && made !== null && "importId" in made)
        form.setFieldValue("customerListImportId", String(made.importId));
    } catch (error) {
      setFailure(error);
    } finally {
      setProgress(undefined);
    }
  };
  const error = findings.at("customer_list");
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {read.data !== undefined && (
          <Text size="xs" c="dimmed">
            {isOver(read.data.state)
              ? t("listRead", { rows: read.data.rowsRead, kept: read.data.kept })
              : t("listReading")}
          </Text>
        )}
        {error !== undefined && (
          <Text size="sm" c="red.9">
            {error}
          </Text>
        )}
        {failure !== undefined && <ProblemAlert error={failure} />}
      </Table.Td>
      <Table.Td>
        <FileDrop
          label={name}
          again={id !== ""}
          accept=".xlsx,.xls,.csv"
          progress={progress}
          onFile={(file) => void send(file)}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function isOver(state: string | undefined): boolean {
  return state === "finished" || state === "refused";
}
