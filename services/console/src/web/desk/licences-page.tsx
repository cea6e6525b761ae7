import {
  Alert,
  Button,
  Card,
  Checkbox,
  Group,
  SegmentedControl,
  Stack,
  Switch,
  Table,
  Text,
  Textarea,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { CircleCheck, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { DateField } from "../parts/date-field.js";
import { Page } from "../parts/page.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import css from "../parts/stacked-table.module.css";
import { StateBadge } from "../parts/state-badge.js";
import { DeskTabs } from "./desk-tabs.js";
import { eligibilityQuery, type Eligibility } from "./queries.js";

/** What the provider must hold before anything is sent through it; its lines fall silent without it [TR-AKT-22]. */
export function LicencesPage() {
  const t = useTranslations("licence");
  const shell = useTranslations("shell");
  const { data: me } = useSuspenseQuery(meQuery);
  const query = useQuery(eligibilityQuery(me.providerId));
  return (
    <Page title={shell("navDesk")} lead={t("lead")}>
      <DeskTabs />
      <QueryView query={query} rows={4}>
        {(eligibility) => (
          <>
            <Standing eligibility={eligibility} />
            {me.roles.includes("administrator") ? (
              <LicenceForm key={eligibility.version} eligibility={eligibility} />
            ) : (
              <Held eligibility={eligibility} />
            )}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Standing({ eligibility }: { readonly eligibility: Eligibility }) {
  const t = useTranslations("licence");
  const common = useTranslations("common");
  const names = usePackNames();
  const { eligible, suspended, missing, requirements } = eligibility;
  if (requirements.length === 0 && eligible) return <Alert>{t("nothingDemanded")}</Alert>;
  if (eligible)
    return (
      <Alert color="green" icon={<CircleCheck size={20} aria-hidden />}>
        {t("eligible")}
      </Alert>
    );
  const lacking = missing
    .map((code) => names.fact(code, requirements.find((one) => one.code === code)?.english ?? code))
    .join(common("comma"));
  return (
    <Alert color="red" icon={<OctagonX size={20} aria-hidden />} title={t("silent")}>
      {suspended ? t("suspendedNow") : t("lacks", { lacking })}
    </Alert>
  );
}

type Values = {
  readonly kind: "operator" | "partner";
  readonly held: Readonly<Record<string, boolean>>;
  readonly until: Readonly<Record<string, string>>;
  readonly suspended: boolean;
  readonly note: string;
};

function firstValues({ kind, requirements, suspended, note }: Eligibility): Values {
  return {
    kind: kind ?? "partner",
    held: Object.fromEntries(requirements.map(({ code, met }) => [code, met])),
    until: Object.fromEntries(requirements.map(({ code, validUntil }) => [code, validUntil ?? ""])),
    suspended,
    note: note ?? "",
  };
}

function LicenceForm({ eligibility }: { readonly eligibility: Eligibility }) {
  const t = useTranslations("licence");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: firstValues(eligibility) });
  const { held, until, suspended } = form.values;
  const save = useMutation({
    mutationFn: async ({ kind, held: requirements, until: days, note, ...others }: Values) => {
      const validUntil = Object.fromEntries(
        Object.entries(days).filter(([code, day]) => day !== "" && requirements[code] === true),
      );
      const { providerId, version } = eligibility;
      return bodyOf(
        await api.PUT("/v1/providers/{id}/eligibility", {
          params: { path: { id: providerId } },
          body: { kind, requirements, validUntil, note: note.trim(), version, ...others },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["desk"] });
      notifications.show({ message: t("saved"), color: "green" });
    },
  });
  return (
    <Card component="form" onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack>
        <Group>
          <Text size="sm" fw={600} id="provider-kind">
            {t("kind")}
          </Text>
          <SegmentedControl
            aria-labelledby="provider-kind"
            data={(["partner", "operator"] as const).map((value) => ({
              value,
              label: t(`kind_${value}`),
            }))}
            {...form.getInputProps("kind")}
          />
        </Group>
        <Requirements
          eligibility={eligibility}
          cell={({ code }, name) => (
            <Group gap="lg" align="flex-end">
              <Checkbox
                label={t("isHeld")}
                aria-label={`${t("isHeld")}: ${name}`}
                checked={held[code] ?? false}
                onChange={({ currentTarget: { checked } }) =>
                  form.setFieldValue("held", { ...held, [code]: checked })
                }
              />
              {held[code] === true && (
                <DateField
                  label={`${t("validUntil")} (${common("optional")})`}
                  about={name}
                  value={until[code] ?? ""}
                  onChange={(day) => form.setFieldValue("until", { ...until, [code]: day })}
                />
              )}
            </Group>
          )}
        />
        <Switch
          label={t("suspend")}
          description={t("suspendHint")}
          {...form.getInputProps("suspended", { type: "checkbox" })}
        />
        <Textarea
          label={`${t("note")} (${common("optional")})`}
          autosize
          maxLength={500}
          {...form.getInputProps("note")}
        />
        {suspended && !eligibility.suspended && <Alert color="orange">{t("willFallSilent")}</Alert>}
        {save.isError && <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** The same, to be read by who may not change it. */
function Held({ eligibility }: { readonly eligibility: Eligibility }) {
  const t = useTranslations("licence");
  const format = useFormat();
  return (
    <Card>
      <Requirements
        eligibility={eligibility}
        cell={({ met, validUntil }) => (
          <Stack gap={2} align="flex-start">
            <StateBadge state={met ? "held" : "missing"} />
            {validUntil !== undefined && (
              <Text size="xs">{t("until", { date: format.date(`${validUntil}T12:00:00Z`) })}</Text>
            )}
          </Stack>
        )}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t("administratorOnly")}
      </Text>
    </Card>
  );
}

type Requirement = Eligibility["requirements"][number];

function Requirements({
  eligibility: { requirements },
  cell,
}: {
  readonly eligibility: Eligibility;
  readonly cell: (requirement: Requirement, name: string) => ReactNode;
}) {
  const t = useTranslations("licence");
  const names = usePackNames();
  if (requirements.length === 0) return null;
  return (
    <Table verticalSpacing="sm" className={css["stacked"] ?? ""}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("licence")}</Table.Th>
          <Table.Th w={420}>{t("standing")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {requirements.map((requirement) => {
          const { code, english, source, asked } = requirement;
          const name = names.fact(code, english);
          return (
            <Table.Tr key={code}>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {name}
                </Text>
                {!asked && (
                  <Text size="xs" c="dimmed">
                    {t("notAsked")}
                  </Text>
                )}
                <SourceNote source={source} />
              </Table.Td>
              <Table.Td>{cell(requirement, name)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
