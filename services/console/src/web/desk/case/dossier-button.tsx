import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";

import { problemOf } from "../../api/problem.js";
import { useDownload } from "../../api/use-download.js";
import { useProblemWords } from "../../api/use-problem-words.js";
import type { DeskCase } from "../queries.js";

/** One archive for the operator: cover sheet and papers. */
export function DossierButton({ row: { caseId, sender } }: { readonly row: DeskCase }) {
  const t = useTranslations("desk");
  const words = useProblemWords();
  const download = useDownload();
  const fetchIt = (): void =>
    download.mutate(
      {
        path: `/v1/applications/${caseId}/dossier`,
        fileName: `${sender === "" ? caseId : sender}.zip`,
      },
      {
        onError: (error) => {
          const { detail, remedy = "" } = words.ofProblem(problemOf(error));
          notifications.show({ message: `${detail} ${remedy}`, color: "red" });
        },
      },
    );
  return (
    <Button
      variant="default"
      leftSection={<Download size={18} aria-hidden />}
      loading={download.isPending}
      onClick={fetchIt}
    >
      {t("dossier")}
    </Button>
  );
}
