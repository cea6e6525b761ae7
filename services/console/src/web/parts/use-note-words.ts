import { useCallback } from "react";

import { useFormat } from "../language/use-format.js";

/** Notes that the house writes by itself carry ISO days ("20 days, 2026-12-19"); the day is written as its reader does. */
export function useNoteWords(): (note: string) => string {
  const format = useFormat();
  return useCallback(
    (note) =>
      note
        .replace(/^\d+ days, (?=\d{4}-)/, "")
        .replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => format.date(`${day}T12:00:00Z`)),
    [format],
  );
}
