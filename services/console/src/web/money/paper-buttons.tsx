import { Button, Group } from "@mantine/core";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";

import { useDownload } from "../api/use-download.js";
import { useLanguage } from "../language/language-provider.js";
import { ProblemAlert } from "../parts/problem-alert.js";

/** Takes a paper of money along, as PDF in the reader's language or as CSV. */
export function PaperButtons({
  path,
  query = {},
  name,
  about,
  compact = false,
}: {
  /** Of the API. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The file's name without its ending. */
  readonly name: string;
  /** Which paper, for who cannot see what the buttons stand beside. */
  readonly about: string;
  readonly compact?: boolean;
}) {
  const t = useTranslations("money");
  const { language } = useLanguage();
  const download = useDownload();
  return (
    <>
      <Group gap={6} wrap="nowrap">
        {(["pdf", "csv"] as const).map((format) => (
          <Button
            key={format}
            variant="default"
            size={compact ? "compact-xs" : "xs"}
            leftSection={<Download size={15} aria-hidden />}
            aria-label={`${t(format)}: ${about}`}
            loading={download.isPending && download.variables.fileName.endsWith(format)}
            onClick={() =>
              download.mutate({
                path: `${path}?${new URLSearchParams({ ...query, format, language }).toString()}`,
                fileName: `${name}.${format}`,
              })
            }
          >
            {t(format)}
          </Button>
        ))}
      </Group>
      <ProblemAlert error={download.error} />
    </>
  );
}
