import { Button, FileButton, Text } from "@mantine/core";
import { FileSpreadsheet } from "lucide-react";
import { useState, type DragEvent } from "react";
import { useTranslations } from "use-intl";

import classes from "./big-drop.module.css";

/** A place for a file of numbers: dropped, or chosen by click or key. */
export function BigDrop({
  title,
  onFile,
}: {
  readonly title: string;
  readonly onFile: (file: File) => void;
}) {
  const t = useTranslations("list");
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
      <FileSpreadsheet size={34} aria-hidden color="var(--mantine-color-harbour-7)" />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={460}>
        {t("dropHint")}
      </Text>
      <FileButton
        accept=".xlsx,.csv,.txt,.tsv"
        onChange={(file) => {
          if (file !== null) onFile(file);
        }}
      >
        {(props) => (
          <Button {...props} variant="light" mt={4}>
            {t("chooseFile")}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
