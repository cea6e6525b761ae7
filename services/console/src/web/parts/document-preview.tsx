import { Alert, Image, Loader, Modal, Center } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemError, toProblem } from "../api/problem.js";
import { ProblemAlert } from "./problem-alert.js";

/** A stored document, shown beside whatever needs it: an image, a PDF, or a link to download what cannot be shown. */
export function DocumentView({
  documentId,
  fileName,
  height = "70dvh",
}: {
  readonly documentId: string;
  readonly fileName: string;
  readonly height?: string;
}) {
  const t = useTranslations("common");
  const content = useQuery({
    queryKey: ["document-content", documentId],
    queryFn: async () => {
      const answer = await fetch(`/v1/documents/${documentId}/content`);
      if (answer.ok) return answer.blob();
      throw new ProblemError(toProblem(await answer.json().catch(() => undefined), answer.status));
    },
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const address = useObjectUrl(content.data);
  if (content.isError) return <ProblemAlert error={content.error} />;
  if (content.data === undefined || address === undefined) {
    return (
      <Center h={height}>
        <Loader aria-label={t("loading")} />
      </Center>
    );
  }
  const { type } = content.data;
  if (type.startsWith("image/")) {
    return <Image src={address} alt={fileName} fit="contain" mah={height} />;
  }
  if (type === "application/pdf") {
    return <iframe src={address} title={fileName} style={{ width: "100%", height, border: 0 }} />;
  }
  return (
    <Alert>
      <a href={address} download={fileName}>
        {t("download")}: {fileName}
      </a>
    </Alert>
  );
}

/** The same in a window of its own. */
export function DocumentPreview({
  shown,
  onClose,
}: {
  readonly shown: { readonly documentId: string; readonly fileName: string } | undefined;
  readonly onClose: () => void;
}) {
  const t = useTranslations("common");
  return (
    <Modal
      opened={shown !== undefined}
      onClose={onClose}
      title={shown?.fileName}
      size="xl"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {shown !== undefined && <DocumentView {...shown} />}
    </Modal>
  );
}

/** The address of something in memory, given back when it is no longer shown. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (blob === undefined) return undefined;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}
