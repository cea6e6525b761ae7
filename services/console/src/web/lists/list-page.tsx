import { Badge, Card, Group, SimpleGrid, Stack } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Send } from "lucide-react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { DutiesCard } from "./duties-card.js";
import { ImportCard } from "./import-card.js";
import { listQuery, type List } from "./queries.js";
import { SegmentsCard } from "./segments-card.js";
import { VersionsCard } from "./versions-card.js";

/** One list: bringing numbers in, its versions, its segments, and what governing lines demand of it. */
export function ListPage() {
  const t = useTranslations("list");
  const { listId } = useParams({ from: "/inside/lists/$listId" });
  const { data: me } = useSuspenseQuery(meQuery);
  const list = useQuery(listQuery(listId));
  return (
    <QueryView query={list} rows={4} rowHeight={140}>
      {(it) => (
        <Page
          title={it.name}
          actions={
            it.members > 0 &&
            me.permissions.includes("campaigns:write") && (
              <LinkButton
                to="/campaigns/new"
                search={{ listId }}
                leftSection={<Send size={17} className="mirror" aria-hidden />}
              >
                {t("writeTo")}
              </LinkButton>
            )
          }
        >
          <Stack gap="lg">
            <Facts list={it} />
            {me.permissions.includes("lists:write") && (
              <ImportCard listId={listId} isEmpty={it.members === 0} />
            )}
            {it.governsLineIds.length > 0 && <DutiesCard listId={listId} />}
            {it.version > 0 && <VersionsCard list={it} />}
            {it.version > 0 && <SegmentsCard listId={listId} />}
          </Stack>
        </Page>
      )}
    </QueryView>
  );
}

function Facts({ list }: { readonly list: List }) {
  const t = useTranslations("list");
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const numberOf = (id: string) => lines.data?.find(({ lineId }) => lineId === id)?.number ?? id;
  return (
    <Card>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
          <Figure label={t("members")} value={format.number(list.members)} />
          <Figure
            label={t("version")}
            value={list.version === 0 ? "—" : format.number(list.version)}
          />
        </SimpleGrid>
        {list.governsLineIds.length > 0 && (
          <Group gap={6}>
            {t("governs")}:
            {list.governsLineIds.map((id) => (
              <Badge key={id} className="ltr num">
                {format.digits(numberOf(id))}
              </Badge>
            ))}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
