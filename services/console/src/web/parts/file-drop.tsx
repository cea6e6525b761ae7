import { Button, FileButton, Group, Progress, Text } from "@mantine/core";
import { Upload } from "lucide-react";
import { useState, type DragEvent } from "react";
import { useTranslations } from "use-intl";

import classes from "./file-drop.module.css";

/** Takes a file by click, key or drop, and shows how far its upload is. */
export function FileDrop({
  label,
  again,
  accept,
  compact = false,
  progress,
  onFile,
}: {
  /** Names the button for who cannot see what it stands beside. */
  readonly label: string;
  /** One is there already. */
  readonly again: boolean;
  readonly accept?: string;
  /** Without the hint about dropping, where there is little room. */
  readonly compact?: boolean;
  /** Share that was sent, 0 to 1; undefined when nothing is under way. */
  readonly progress: number | undefined;
  readonly onFile: (file: File) => void;
}) {
  const t = useTranslations("common");
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <div
      className={classes["drop"]}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {progress === undefined ? (
        <Group gap="xs" wrap="nowrap">
          <FileButton
            onChange={(file) => {
              if (file !== null) onFile(file);
            }}
            {...(accept !== undefined && { accept })}
          >
            {(props) => (
              <Button
                {...props}
                size="xs"
                variant={again ? "default" : "light"}
                leftSection={<Upload size={15} aria-hidden />}
                aria-label={`${again ? t("replace") : t("upload")}: ${label}`}
              >
                {again ? t("replace") : t("upload")}
              </Button>
            )}
          </FileButton>
          {!compact && (
            <Text size="xs" c="dimmed" visibleFrom="md">
              {t("orDrop")}
            </Text>
          )}
        </Group>
      ) : (
        <Progress
          value={progress * 100}
          w={180}
          animated
          aria-label={`${t("uploading")}: ${label}`}
        />
      )}
    </div>
  );
}
