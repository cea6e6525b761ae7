import {
  Alert,
  Badge,
  Button,
  Card,
  FileButton,
  Group,
  SimpleGrid,
  Stack,
  Table,
  Text,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from "@tanstack/react-query";
import { BadgeCheck, Plus, RefreshCw, Upload } from "lucide-react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { uploadFile } from "../api/upload.js";
import { CountBars } from "../compose/count-bars.js";
import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { MoreButton } from "../parts/more-button.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { BrandCode } from "./brand-code.js";
import { ConsentWindow } from "./consent-window.js";
import { readConsentImport } from "./consent-import.js";
import { consentsQuery, consentSummaryQuery, type Consent } from "./queries.js";
import css from "../parts/stacked-table.module.css";
import { Scrollable } from "../parts/scrollable.js";

/** Who agreed to commercial messages, with the proof, and how far the national registry was told. */
export function ConsentsTab() {
  const t = useTranslations("refusal");
  const { data: me } = useSuspenseQuery(meQuery);
  const pages = useInfiniteQuery(consentsQuery);
  return (
    <Stack gap="lg">
      <Text c="dimmed">{t("consentsLead")}</Text>
      <Summary />
      {me.permissions.includes("lists:write") && <Entering />}
      <Card p={0}>
        <QueryView query={pages}>
          {({ pages: all }) => {
            const consents = all.flatMap((page) => page.consents);
            return consents.length === 0 ? (
              <Empty icon={BadgeCheck} title={t("noConsents")} text={t("noConsentsText")} />
            ) : (
              <>
                <ConsentTable consents={consents} />
                <MoreButton query={pages} label={t("more")} />
              </>
            );
          }}
        </QueryView>
      </Card>
    </Stack>
  );
}

function Summary() {
  const t = useTranslations("refusal");
  const format = useFormat();
  const summary = useQuery(consentSummaryQuery);
  return (
    <QueryView query={summary} rows={1} rowHeight={90}>
      {({ given, withdrawn, waiting, refusedByRegistry, registry, trouble, brand = "" }) => (
        <Stack gap="sm">
          {trouble !== undefined && <Alert color="orange">{t("registryTrouble")}</Alert>}
          <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
            <Figure label={t("given")} value={format.number(given)} />
            <Figure label={t("withdrawn")} value={format.number(withdrawn)} />
            {registry !== undefined && (
              <>
                <Figure label={t("waiting")} value={format.number(waiting)} />
                <Figure label={t("registryRefused")} value={format.number(refusedByRegistry)} />
              </>
            )}
          </SimpleGrid>
          {registry !== undefined && <BrandCode brand={brand} />}
        </Stack>
      )}
    </QueryView>
  );
}

function Entering() {
  const t = useTranslations("refusal");
  const [opened, { open, close }] = useDisclosure();
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ queryKey: ["consents"] });
  const bring = useMutation({
    mutationFn: async (file: File) =>
      readConsentImport(await uploadFile("/v1/consents/imports", {}, file, () => undefined)),
    onSettled: readAgain,
  });
  const synchronise = useMutation({
    mutationFn: async () => bodyOf(await api.POST("/v1/consents/synchronise")),
    onSuccess: ({ uploaded, fetched }) =>
      notifications.show({ message: t("synchronised", { uploaded, fetched }), color: "green" }),
    onSettled: readAgain,
  });
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button leftSection={<Plus size={16} aria-hidden />} onClick={open}>
          {t("addConsent")}
        </Button>
        <FileButton
          accept=".csv,.txt"
          onChange={(file) => {
            if (file !== null) bring.mutate(file);
          }}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={bring.isPending}
              leftSection={<Upload size={16} aria-hidden />}
            >
              {t("importConsents")}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          loading={synchronise.isPending}
          leftSection={<RefreshCw size={16} aria-hidden />}
          onClick={() => synchronise.mutate()}
        >
          {t("synchronise")}
        </Button>
      </Group>
      <ProblemAlert error={bring.error ?? synchronise.error} />
      {bring.data !== undefined && (
        <Alert color="blue">
          <Stack gap="xs">
            <Text size="sm">
              {t("imported", {
                rows: bring.data.rowsRead,
                recorded: bring.data.recorded,
                unchanged: bring.data.unchanged,
              })}
            </Text>
            {Object.keys(bring.data.refused).length > 0 && (
              <CountBars
                title={t("refusedRows")}
                counts={bring.data.refused}
                words="drop"
                none="—"
              />
            )}
          </Stack>
        </Alert>
      )}
      {opened && <ConsentWindow onClose={close} />}
    </Stack>
  );
}

const registryColours = {
  none: "gray",
  waiting: "yellow",
  uploaded: "green",
  refused: "red",
} as const;

function ConsentTable({ consents }: { readonly consents: readonly Consent[] }) {
  const t = useTranslations("refusal");
  const format = useFormat();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={820} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("number")}</Table.Th>
            <Table.Th>{t("consentState")}</Table.Th>
            <Table.Th>{t("source")}</Table.Th>
            <Table.Th>{t("wording")}</Table.Th>
            <Table.Th>{t("evidence")}</Table.Th>
            <Table.Th>{t("registry")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {consents.map(
            ({ consentId, number, recipientKind, current, registry, registryError }) => (
              <Table.Tr key={consentId}>
                <Table.Td>
                  <span className="ltr num">{format.digits(number)}</span>
                  <Text size="xs" c="dimmed">
                    {recipientKind === "unknown" ? "" : t(`kind_${recipientKind}`)}
                  </Text>
                </Table.Td>
                <Table.Td data-label={t("consentState")}>
                  <Badge color={current.state === "given" ? "green" : "orange"}>
                    {current.state === "given" ? t("given") : t("withdrawn")}
                  </Badge>
                  {current.saidAt !== undefined && (
                    <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                      {format.dateTime(current.saidAt)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td data-label={t("source")}>
                  <bdi className="code">{current.source}</bdi>
                </Table.Td>
                <Table.Td data-label={t("wording")} maw={240}>
                  <Text size="sm" lineClamp={2}>
                    <bdi>{current.wording}</bdi>
                  </Text>
                </Table.Td>
                <Table.Td data-label={t("evidence")} maw={180}>
                  <Text size="sm" lineClamp={2}>
                    <bdi>{current.evidence}</bdi>
                  </Text>
                </Table.Td>
                <Table.Td data-label={t("registry")}>
                  <Badge color={registryColours[registry]}>{t(`registry_${registry}`)}</Badge>
                  {registryError !== undefined && (
                    <Text size="xs" c="red.9">
                      <bdi>{registryError}</bdi>
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}
