import { Card, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Hash, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { toLatinDigits } from "../language/formats.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { QueryView } from "../parts/query-view.js";
import { LineCard } from "./line-card.js";
import { linesQuery, type Line } from "./queries.js";

/** With more senders than these, one is sought by its digits. */
const SEEN_AT_ONCE = 5;

/** Every sender one may use, with what it costs, when it must be renewed and what it carried. */
export function LinesTab() {
  const t = useTranslations("numbers");
  const lines = useQuery(linesQuery);
  return (
    <QueryView query={lines} rows={2} rowHeight={150}>
      {(all) =>
        all.length === 0 ? (
          <Card>
            <Empty
              icon={Hash}
              title={t("noLines")}
              text={t("noLinesText")}
              action={<LinkButton to="/request">{t("newRequest")}</LinkButton>}
            />
          </Card>
        ) : (
          <Lines lines={all} />
        )
      }
    </QueryView>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTranslations("numbers");
  const [sought, seek] = useState("");
  const wanted = toLatinDigits(sought.trim()).toLowerCase();
  return (
    <Stack>
      {lines.length > SEEN_AT_ONCE && (
        <TextInput
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<Search size={17} aria-hidden />}
          maw={340}
          value={sought}
          onChange={({ currentTarget: { value } }) => seek(value)}
        />
      )}
      {lines
        .filter(({ number }) => number.toLowerCase().includes(wanted))
        .map((line) => (
          <LineCard key={line.lineId} line={line} />
        ))}
    </Stack>
  );
}
