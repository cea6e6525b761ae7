import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { uploadFile } from "../api/upload.js";

export type Operation = "replace" | "add" | "remove" | "merge";

/** Sends a file into a list, where it waits for a look at its columns. Tells how far the upload is. */
export function useUpload(onDone: (importId: string) => void) {
  const queries = useQueryClient();
  const [share, setShare] = useState(0);
  const upload = useMutation({
    mutationFn: async ({ listId, file }: { readonly listId: string; readonly file: File }) => {
      setShare(0);
      const made = await uploadFile(
        `/v1/lists/${listId}/imports`,
        { hold: "true" },
        file,
        setShare,
      );
      return typeof made === "object" && made !== null && "importId" in made
        ? String(made.importId)
        : "";
    },
    onSuccess: async (importId, { listId }) => {
      onDone(importId);
      await queries.invalidateQueries({ queryKey: ["lists", listId, "imports"] });
    },
  });
  return { upload, share };
}
