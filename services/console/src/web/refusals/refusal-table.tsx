import { Badge, Button, Card, Group, Stack, Switch, Table, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { BellOff, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { hasText } from "../language/define-texts.js";
import { toLatinDigits } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { Empty } from "../parts/empty.js";
import { MoreButton } from "../parts/more-button.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { categoryTexts } from "../templates/category-texts.js";
import { LiftWindow } from "./lift-window.js";
import { refusalsQuery, type Refusal } from "./queries.js";
import { useTook } from "./use-took.js";
import css from "../parts/stacked-table.module.css";
import { Scrollable } from "../parts/scrollable.js";

/** Every refusal with its source and its own stopwatch; a number can be looked up. */
export function RefusalTable() {
  const t = useTranslations("refusal");
  const [withLifted, setWithLifted] = useState(false);
  const pages = useInfiniteQuery(refusalsQuery(withLifted));
  const search = useSearchByNumber();
  const [lifting, setLifting] = useState<Refusal>();
  return (
    <Card component="section">
      <Stack>
        <Group justify="space-between" align="flex-end">
          <SearchForm search={search} />
          <Switch
            label={t("withLifted")}
            checked={withLifted}
            onChange={({ currentTarget: { checked } }) => setWithLifted(checked)}
          />
        </Group>
        <ProblemAlert error={search.error} />
        {search.data !== undefined ? (
          search.data.length === 0 ? (
            <Text>{t("searchNothing")}</Text>
          ) : (
            <Rows refusals={search.data} onLift={setLifting} />
          )
        ) : (
          <QueryView query={pages}>
            {({ pages: all }) => {
              const refusals = all.flatMap((page) => page.refusals);
              return refusals.length === 0 ? (
                <Empty icon={BellOff} title={t("none")} text={t("noneText")} />
              ) : (
                <>
                  <Rows refusals={refusals} onLift={setLifting} />
                  <MoreButton query={pages} label={t("more")} />
                </>
              );
            }}
          </QueryView>
        )}
      </Stack>
      {lifting !== undefined && (
        <LiftWindow refusal={lifting} onClose={() => setLifting(undefined)} />
      )}
    </Card>
  );
}

function useSearchByNumber() {
  return useMutation({
    mutationFn: async (number: string) =>
      number.trim() === ""
        ? undefined
        : bodyOf(await api.POST("/v1/opt-outs/search", { body: { number: toLatinDigits(number) } }))
            .refusals,
  });
}

function SearchForm({ search }: { readonly search: ReturnType<typeof useSearchByNumber> }) {
  const t = useTranslations("refusal");
  const [number, setNumber] = useState("");
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        search.mutate(number);
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t("search")}
          inputMode="tel"
          value={number}
          styles={{ input: { direction: "ltr", textAlign: "start" } }}
          onChange={({ currentTarget: { value } }) => {
            setNumber(value);
            if (value === "") search.reset();
          }}
        />
        <Button
          type="submit"
          variant="default"
          loading={search.isPending}
          leftSection={<Search size={16} aria-hidden />}
        >
          {t("find")}
        </Button>
      </Group>
    </form>
  );
}

function Rows({
  refusals,
  onLift,
}: {
  readonly refusals: readonly Refusal[];
  readonly onLift: (refusal: Refusal) => void;
}) {
  const t = useTranslations("refusal");
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={760} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("number")}</Table.Th>
            <Table.Th>{t("line")}</Table.Th>
            <Table.Th>{t("channel")}</Table.Th>
            <Table.Th>{t("heard")}</Table.Th>
            <Table.Th>{t("took")}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {refusals.map((refusal) => (
            <Row key={refusal.refusalId} refusal={refusal} onLift={() => onLift(refusal)} />
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

const CHANNELS = ["api", "reply", "link", "console", "complaint", "consent"] as const;

function Row({ refusal, onLift }: { readonly refusal: Refusal; readonly onLift: () => void }) {
  const t = useTranslations("refusal");
  const category = useTranslations("category");
  const common = useTranslations("common");
  const format = useFormat();
  const took = useTook();
  const lines = useQuery(linesQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  const { number, lineId, channel, heardAt, enforcedAt, tookMs, stops, lift, reference } = refusal;
  const sender = lines.data?.find((line) => line.lineId === lineId)?.number ?? lineId;
  const known = CHANNELS.find((each) => each === channel);
  return (
    <Table.Tr>
      <Table.Td>
        <span className="ltr num">{format.digits(number)}</span>
      </Table.Td>
      <Table.Td data-label={t("line")}>
        {sender === undefined ? (
          t("everyLine")
        ) : (
          <span className="ltr num">{format.digits(sender)}</span>
        )}
        {stops.length > 0 && (
          <Text size="xs" c="dimmed">
            {t("stops")}:{" "}
            {stops
              .map((kind) => (hasText(categoryTexts, kind) ? category(kind) : kind))
              .join(common("comma"))}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("channel")}>
        {known === undefined ? channel : t(`channel_${known}`)}
        {reference !== undefined && (
          <Text size="xs" c="dimmed">
            <bdi>{reference}</bdi>
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("heard")} className="num" style={{ whiteSpace: "nowrap" }}>
        {heardAt === undefined ? "—" : format.dateTime(heardAt)}
      </Table.Td>
      <Table.Td data-label={t("took")} className="num">
        {enforcedAt === undefined ? <Badge color="yellow">{t("notYet")}</Badge> : took(tookMs)}
      </Table.Td>
      <Table.Td>
        {lift !== undefined ? (
          <Badge color="gray">{t("lifted")}</Badge>
        ) : (
          me.permissions.includes("lists:write") && (
            <Button size="compact-sm" variant="subtle" onClick={onLift}>
              {t("lift")}
            </Button>
          )
        )}
      </Table.Td>
    </Table.Tr>
  );
}
