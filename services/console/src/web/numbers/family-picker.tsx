import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Ban, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";

import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { LinkButton } from "../parts/link-button.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { SourceNote } from "../parts/source-note.js";
import { StateBadge } from "../parts/state-badge.js";
import type { Family } from "./queries.js";
import { useDurationText } from "./use-duration-text.js";

/** Every kind of sender of the provider: what one may have, and what never and why. */
export function FamilyPicker({
  families,
  providerId,
}: {
  readonly families: readonly Family[];
  readonly providerId: string;
}) {
  const t = useTranslations("numbers");
  const own = families.filter(({ provider }) => provider === providerId);
  const possible = own.filter(({ eligible }) => eligible);
  const never = own.filter(({ eligible }) => !eligible);
  const elsewhere = families.filter(({ provider }) => provider !== providerId);
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {possible.map((family) => (
          <FamilyCard key={family.family} family={family} />
        ))}
      </SimpleGrid>
      {never.length > 0 && (
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t("neverTitle")}
          </Title>
          {never.map((family) => (
            <NeverRow key={family.family} family={family} />
          ))}
        </Stack>
      )}
      {elsewhere.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("elsewhere", { count: elsewhere.length })}
        </Text>
      )}
    </Stack>
  );
}

function FamilyCard({ family }: { readonly family: Family }) {
  const t = useTranslations("numbers");
  const format = useFormat();
  const names = usePackNames();
  const durationText = useDurationText();
  const { guarantee, duration } = family;
  return (
    <Card>
      <Stack gap="sm" h="100%" justify="space-between">
        <div>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Title order={2} size="h4">
              {names.family(family.family, family)}
            </Title>
            <Group gap={4} wrap="nowrap">
              {family.lineTypes.map((type) => (
                <StateBadge key={type} state={type} />
              ))}
            </Group>
          </Group>
          <Group gap="xs" mt={8}>
            <Badge color="gray">{t(`origin_${family.origin}`)}</Badge>
            {family.needsList && <Badge color="gray">{t("needsList")}</Badge>}
            {guarantee?.required === true && guarantee.amount !== undefined && (
              <Badge color="gray">
                {t("guaranteeOf", { amount: format.money(guarantee.amount) })}
              </Badge>
            )}
            {duration !== undefined && <Badge color="gray">{durationText(duration)}</Badge>}
          </Group>
        </div>
        <Group justify="space-between" wrap="nowrap">
          <SourceNote source={family.source} basis={family.basis} />
          <LinkButton
            to="/request"
            search={{ family: family.family }}
            size="sm"
            style={{ flexShrink: 0 }}
            rightSection={<ChevronRight size={16} className="mirror" aria-hidden />}
            aria-label={`${t("begin")}: ${names.family(family.family, family)}`}
          >
            {t("begin")}
          </LinkButton>
        </Group>
      </Stack>
    </Card>
  );
}

function NeverRow({ family }: { readonly family: Family }) {
  const names = usePackNames();
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
