import { Badge, Button, Card, Collapse, Group, List, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Ban, ChevronDown } from "lucide-react";
import { useTranslations } from "use-intl";

import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { useDurationText } from "../numbers/use-duration-text.js";
import { useNamesOf } from "../pack/use-pack-names.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import { StateBadge } from "../parts/state-badge.js";
import { demandsQuery, type ApplicantKind, type Offer } from "./queries.js";

type Asked = { readonly provider: string; readonly kind: ApplicantKind; readonly market: string };

/** What one may hold, each with its demands; and what never, with the reason. */
export function OfferList({ families, ...asked }: Asked & { readonly families: readonly Offer[] }) {
  const t = useTranslations("visitor");
  const numbers = useTranslations("numbers");
  const possible = families.filter(({ eligible }) => eligible);
  const never = families.filter(({ eligible }) => !eligible);
  return (
    <Stack>
      {possible.length > 0 && (
        <Title order={2} size="h4">
          {t("possible")}
        </Title>
      )}
      {possible.map((family) => (
        <OfferCard key={family.family} family={family} {...asked} />
      ))}
      {never.length > 0 && (
        <Title order={2} size="h4">
          {numbers("neverTitle")}
        </Title>
      )}
      {never.map((family) => (
        <NeverCard key={family.family} family={family} market={asked.market} />
      ))}
    </Stack>
  );
}

function OfferCard({ family, ...asked }: Asked & { readonly family: Offer }) {
  const t = useTranslations("visitor");
  const numbers = useTranslations("numbers");
  const format = useFormat();
  const names = useNamesOf(asked.market);
  const durationText = useDurationText();
  const [opened, { toggle }] = useDisclosure();
  const name = names.family(family.family, family);
  const { guarantee, duration } = family;
  return (
    <Card component="article" aria-label={name} py="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={650}>{name}</Text>
          <Group gap={6} mt={6}>
            {family.lineTypes.map((type) => (
              <StateBadge key={type} state={type} />
            ))}
            <Badge color="gray">{numbers(`origin_${family.origin}`)}</Badge>
            {guarantee?.required === true && guarantee.amount !== undefined && (
              <Badge color="gray">
                {numbers("guaranteeOf", { amount: format.money(guarantee.amount) })}
              </Badge>
            )}
            {duration !== undefined && <Badge color="gray">{durationText(duration)}</Badge>}
          </Group>
        </div>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={opened}
          aria-label={`${t("demands")}: ${name}`}
          rightSection={<ChevronDown size={16} aria-hidden />}
          onClick={toggle}
        >
          {t("demands")}
        </Button>
      </Group>
      <Collapse expanded={opened}>
        {opened && <Demands family={family.family} {...asked} />}
      </Collapse>
    </Card>
  );
}

function Demands({ family, provider, kind, market }: Asked & { readonly family: string }) {
  const numbers = useTranslations("numbers");
  const names = useNamesOf(market);
  const demands = useQuery(demandsQuery(provider, family, kind));
  return (
    <QueryView query={demands} rows={2} rowHeight={32}>
      {({ documents }) =>
        documents.length === 0 ? (
          <Text size="sm" mt="sm">
            {numbers("noPapers")}
          </Text>
        ) : (
          <List size="sm" mt="sm" spacing={4}>
            {documents.map(({ code, when = "", source, basis, ...printed }) => (
              <List.Item key={code}>
                {names.document(code, printed)}{" "}
                {when !== "" && (
                  <Text span size="xs">
                    {names.condition(when)}{" "}
                  </Text>
                )}
                <SourceNote source={source} basis={basis} />
              </List.Item>
            ))}
          </List>
        )
      }
    </QueryView>
  );
}

function NeverCard({ family, market }: { readonly family: Offer; readonly market: string }) {
  const names = useNamesOf(market);
  const words = useProblemWords();
  const { reason = "" } = family;
  return (
    <Card py="sm" bg="gray.0">
      <Group wrap="nowrap" align="flex-start">
        <Ban size={18} aria-hidden style={{ flexShrink: 0, marginTop: 4 }} />
        <div>
          <Text fw={600}>{names.family(family.family, family)}</Text>
          <Text size="sm">{words.ofFinding({ code: reason, rule: reason }).rule}</Text>
          <SourceNote source={family.source} basis={family.basis} />
        </div>
      </Group>
    </Card>
  );
}
