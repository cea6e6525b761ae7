import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { Empty } from "../parts/empty.js";
import { QueryView } from "../parts/query-view.js";
import { ComplaintTable } from "./complaint-table.js";
import { complaintsQuery } from "./queries.js";
import { RateLine } from "./rate-line.js";

/** Complaints of the company's own senders, and each sender's rate. */
export function OwnComplaintsTab() {
  const t = useTranslations("complaint");
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const complaints = useQuery(complaintsQuery({ state: "all", assignee: "all", overdue: false }));
  return (
    <Stack gap="lg">
      {(lines.data ?? []).length > 0 && (
        <Card>
          <Stack>
            <Title order={2} size="h4">
              {t("lines")}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {(lines.data ?? []).map(({ lineId, number }) => (
                <div key={lineId}>
                  <Text size="sm" className="ltr num" ta="start" fw={600}>
                    {format.digits(number)}
                  </Text>
                  <RateLine lineId={lineId} />
                </div>
              ))}
            </SimpleGrid>
          </Stack>
        </Card>
      )}
      <QueryView query={complaints}>
        {({ complaints: all }) => (
          <Card p={all.length === 0 ? "lg" : 0}>
            {all.length === 0 ? (
              <Empty icon={ShieldCheck} title={t("noneOwn")} text={t("noneOwnText")} />
            ) : (
              <ComplaintTable complaints={all} />
            )}
          </Card>
        )}
      </QueryView>
    </Stack>
  );
}
