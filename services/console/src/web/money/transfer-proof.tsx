import {
  ActionIcon,
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { useDocumentUpload } from "../numbers/papers-section.js";
import { DocumentPreview } from "../parts/document-preview.js";
import { FileDrop } from "../parts/file-drop.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Order } from "./queries.js";

/** What a bank transfer must name, and its proof: the bank's slip, looked at by finance. */
export function TransferProof({ order }: { readonly order: Order }) {
  const t = useTranslations("money");
  const common = useTranslations("common");
  const format = useFormat();
  const queries = useQueryClient();
  const { orderId, paymentReference, proofDocumentId, proofNote = "", status, price } = order;
  const [file, setFile] = useState(
    proofDocumentId === undefined ? undefined : { documentId: proofDocumentId, fileName: "" },
  );
  const [note, setNote] = useState(proofNote);
  const [isShown, setShown] = useState(false);
  const upload = useDocumentUpload("transfer_proof", ({ documentId, fileName }) =>
    setFile({ documentId, fileName }),
  );
  const prove = useMutation({
    mutationFn: async (documentId: string) =>
      bodyOf(
        await api.POST("/v1/orders/{id}/proof", {
          params: { path: { id: orderId } },
          body: { documentId, note: note.trim() },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["orders"] }),
  });
  const isNew = file !== undefined && file.documentId !== proofDocumentId;
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t("transferTitle")}
      </Title>
      <Text size="sm">
        {t("transferText", {
          amount: price?.toPay === undefined ? "—" : `\u2068${format.money(price.toPay)}\u2069`,
        })}
      </Text>
      {paymentReference !== undefined && (
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {t("reference")}:
          </Text>
          <Code className="ltr code">{paymentReference}</Code>
          <CopyButton value={paymentReference}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="light" onClick={copy}>
                {copied ? common("copied") : common("copy")}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
      {status === "awaiting_review" && <Alert>{t("reviewWaits")}</Alert>}
      <Group gap="xs">
        <FileDrop
          label={t("proof")}
          again={file !== undefined}
          accept="image/*,application/pdf"
          progress={upload.progress}
          onFile={upload.send}
        />
        {file !== undefined && (
          <>
            <Text size="sm">
              <bdi>{file.fileName === "" ? t("proof") : file.fileName}</bdi>
            </Text>
            <ActionIcon
              variant="subtle"
              color="gray"
              c="gray.8"
              aria-label={`${common("preview")}: ${t("proof")}`}
              onClick={() => setShown(true)}
            >
              <Eye size={18} aria-hidden />
            </ActionIcon>
          </>
        )}
      </Group>
      <ProblemAlert error={upload.error} />
      <TextInput
        label={`${t("proofNote")} (${common("optional")})`}
        maxLength={200}
        value={note}
        onChange={({ currentTarget: { value } }) => setNote(value)}
      />
      <ProblemAlert error={prove.error} />
      <Group>
        <Button
          disabled={file === undefined || (!isNew && note.trim() === proofNote)}
          loading={prove.isPending}
          onClick={() => {
            if (file !== undefined) prove.mutate(file.documentId);
          }}
        >
          {t("sendProof")}
        </Button>
      </Group>
      <DocumentPreview
        shown={
          isShown && file !== undefined
            ? { ...file, fileName: file.fileName === "" ? t("proof") : file.fileName }
            : undefined
        }
        onClose={() => setShown(false)}
      />
    </Stack>
  );
}
