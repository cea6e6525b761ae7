import { useCallback } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";

/**
 * Notes that the house writes by itself carry ISO days ("20 days, 2026-12-19"); the day is written as its reader does.
 * Of a complaint they carry its id and who complained: who is told.
 */
export function useNoteWords(): (note: string) => string {
  const format = useFormat();
  const t = useTranslations("complaint");
  return useCallback(
    (note) => {
      const source = /^[0-9a-f]{24}: (subscriber|operator|authority)$/.exec(note)?.[1];
      if (source === "subscriber" || source === "operator" || source === "authority")
        return t(`source_${source}`);
      return note
        .replace(/^\d+ days, (?=\d{4}-)/, "")
        .replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => format.date(`${day}T12:00:00Z`));
    },
    [format, t],
  );
}
