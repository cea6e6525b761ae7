import { ActionIcon, Alert, Center, Group, Loader, Text, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { RotateCw, ZoomIn, ZoomOut } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { ProblemError, toProblem } from "../../api/problem.js";
import { ProblemAlert } from "../../parts/problem-alert.js";
import type { CaseDocument } from "./case-items.js";
import classes from "./case.module.css";
import { useItemNames } from "./use-item-names.js";

export type Sight = {
  /** 1 = fits the frame. */
  readonly zoom: number;
  /** Quarter turns, clockwise. */
  readonly turns: number;
};
export const fitted: Sight = { zoom: 1, turns: 0 };
export const closer = ({ zoom, turns }: Sight): Sight => ({
  zoom: Math.min(zoom * 1.25, 6),
  turns,
});
export const farther = ({ zoom, turns }: Sight): Sight => ({
  zoom: Math.max(zoom / 1.25, 0.5),
  turns,
});
export const turned = ({ zoom, turns }: Sight): Sight => ({ zoom, turns: (turns + 1) % 4 });

/** The paper that belongs to the chosen item, to be looked at closely. */
export function DocumentPane({
  document,
  sight,
  onSight,
}: {
  readonly document: CaseDocument | undefined;
  readonly sight: Sight;
  readonly onSight: (sight: Sight) => void;
}) {
  const t = useTranslations("desk");
  const names = useItemNames();
  if (document === undefined) {
    return (
      <Center className={classes["paper"]}>
        <Text c="dimmed">{t("noDocument")}</Text>
      </Center>
    );
  }
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" mb="xs" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Text fw={600} size="sm" truncate>
            {names.documentName(document.documentCode, document.originalName)}
          </Text>
          <Text size="xs" c="dimmed" className="ltr" truncate>
            {document.fileName}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <Tool label={t("zoomOut")} onClick={() => onSight(farther(sight))}>
            <ZoomOut size={18} aria-hidden />
          </Tool>
          <Tool label={t("zoomIn")} onClick={() => onSight(closer(sight))}>
            <ZoomIn size={18} aria-hidden />
          </Tool>
          <Tool label={t("rotate")} onClick={() => onSight(turned(sight))}>
            <RotateCw size={18} aria-hidden />
          </Tool>
        </Group>
      </Group>
      <Content document={document} sight={sight} />
    </div>
  );
}

function Tool({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="lg" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function Content({
  document: { documentId, fileName },
  sight: { zoom, turns },
}: {
  readonly document: CaseDocument;
  readonly sight: Sight;
}) {
  const t = useTranslations("desk");
  const common = useTranslations("common");
  const content = useQuery({
    queryKey: ["desk", "document", documentId],
    queryFn: async () => {
      const answer = await fetch(`/v1/documents/${documentId}/content`);
      if (answer.ok) return answer.blob();
      throw new ProblemError(toProblem(await answer.json().catch(() => undefined), answer.status));
    },
    staleTime: Infinity,
    gcTime: 300_000,
  });
  const address = useObjectUrl(content.data);
  if (content.isError) return <ProblemAlert error={content.error} />;
  if (content.data === undefined || address === undefined) {
    return (
      <Center className={classes["paper"]}>
        <Loader aria-label={common("loading")} />
      </Center>
    );
  }
  const size = `${Math.round(zoom * 100)}%`;
  const turn = { transform: `rotate(${turns * 90}deg)` };
  const { type } = content.data;
  const frame = {
    className: classes["paper"],
    tabIndex: 0,
    role: "region",
    "aria-label": fileName,
  };
  if (type.startsWith("image/")) {
    return (
      <div {...frame} dir="ltr">
        <img
          src={address}
          alt={fileName}
          className={classes["picture"]}
          style={{ inlineSize: size, maxInlineSize: "none", ...turn }}
        />
      </div>
    );
  }
  if (type === "application/pdf") {
    return (
      <div {...frame} dir="ltr">
        <iframe
          src={address}
          title={fileName}
          style={{ inlineSize: size, blockSize: size, border: 0, ...turn }}
        />
      </div>
    );
  }
  return (
    <Alert color="gray">
      <Text size="sm">{t("cannotShow")}</Text>
      <a href={address} download={fileName}>
        {common("download")}: <bdi>{fileName}</bdi>
      </a>
    </Alert>
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
