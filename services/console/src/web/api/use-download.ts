import { useMutation } from "@tanstack/react-query";

import { ProblemError, toProblem } from "./problem.js";

/** Fetches a file of the API and hands it to the browser; a refusal stays a refusal that can be shown. */
export function useDownload() {
  return useMutation({
    mutationFn: async ({
      path,
      fileName,
    }: {
      readonly path: string;
      readonly fileName: string;
    }) => {
      const answer = await fetch(path);
      if (!answer.ok) {
        const body: unknown = await answer.json().catch(() => undefined);
        throw new ProblemError(toProblem(body, answer.status));
      }
      const address = URL.createObjectURL(await answer.blob());
      const link = document.createElement("a");
      link.href = address;
      link.download = fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
  });
}
