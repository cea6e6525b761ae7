import { Card, Grid, Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { QueryView } from "../parts/query-view.js";
import { ConsultationCard } from "./consultation-card.js";
import { OfferList } from "./offer-list.js";
import { offersQuery, providersQuery } from "./queries.js";
import { SupportCard } from "./support-card.js";
import { VisitorFrame } from "./visitor-frame.js";

/** Who may hold which sender, for whoever comes by [IR-MEL-19 and the consultation form of 001]. */
export function OffersPage() {
  const t = useTranslations("visitor");
  const providers = useQuery(providersQuery);
  return (
    <VisitorFrame title={t("title")} lead={t("lead")}>
      <QueryView query={providers} rows={2}>
        {(all) => {
          const [first] = all;
          return first === undefined ? (
            <Text>{t("noProvider")}</Text>
          ) : (
            <Offers providers={all} first={first.providerId} />
          );
        }}
      </QueryView>
    </VisitorFrame>
  );
}

function Offers({
  providers,
  first,
}: {
  readonly providers: readonly {
    readonly providerId: string;
    readonly name: string;
    readonly market: string;
  }[];
  readonly first: string;
}) {
  const t = useTranslations("visitor");
  const access = useTranslations("access");
  const navigate = useNavigate();
  const { provider = first, kind = "legal" } = useSearch({ from: "/offers" });
  const offers = useQuery(offersQuery(provider, kind));
  const market = providers.find(({ providerId }) => providerId === provider)?.market ?? "";
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack>
          <Card>
            <Group align="flex-end">
              <Select
                label={t("provider")}
                allowDeselect={false}
                data={providers.map(({ providerId, name }) => ({ value: providerId, label: name }))}
                value={provider}
                onChange={(chosen) =>
                  void navigate({ to: "/offers", search: { provider: chosen ?? first, kind } })
                }
              />
              <SegmentedControl
                aria-label={access("kind")}
                data={[
                  { value: "legal", label: access("kindLegal") },
                  { value: "natural", label: access("kindNatural") },
                ]}
                value={kind}
                onChange={(word) =>
                  void navigate({
                    to: "/offers",
                    search: { provider, kind: word === "natural" ? "natural" : "legal" },
                  })
                }
              />
            </Group>
          </Card>
          <QueryView query={offers} rows={5} rowHeight={80}>
            {(families) => (
              <OfferList families={families} provider={provider} kind={kind} market={market} />
            )}
          </QueryView>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack>
          <SupportCard provider={provider} />
          <ConsultationCard key={provider} provider={provider} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
