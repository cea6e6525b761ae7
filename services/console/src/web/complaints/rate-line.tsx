import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { rateQuery } from "./queries.js";

/** A line's complaints beside its messages. */
export function RateLine({ lineId }: { readonly lineId: string }) {
  const t = useTranslations("complaint");
  const format = useFormat();
  const rate = useQuery(rateQuery(lineId));
  return (
    <QueryView query={rate} rows={1} rowHeight={44}>
      {({ complaints, confirmed, messages, perTenThousand }) => (
        <div>
          <Text fw={650} className="num">
            {perTenThousand === undefined
              ? t("noMessages")
              : t("ratePer", { rate: format.number(perTenThousand) })}
          </Text>
          <Text size="sm" c="dimmed">
            {t("rateFacts", { complaints, confirmed, messages })}
          </Text>
        </div>
      )}
    </QueryView>
  );
}
