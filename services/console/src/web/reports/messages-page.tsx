import {
  Button,
  Card,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { CustomerPicker } from "../finance/customer-picker.js";
import { useFormat } from "../language/use-format.js";
import { DateField } from "../parts/date-field.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { MessageTable } from "./message-table.js";
import { findMessages, type MessageFilters } from "./queries.js";
import { useMessageState } from "./use-message-state.js";

const STATES = [
  "waiting",
  "released",
  "submitted",
  "delivered",
  "undelivered",
  "expired",
  "rejected",
  "failed",
  "withheld",
  "in_doubt",
  "unknown",
] as const;

const NO_FILTERS: MessageFilters = {
  number: "",
  requestId: "",
  state: "",
  from: "",
  until: "",
  tenantId: "",
};

/** Finding messages, among one's own or, for operations, among those of a customer. */
export function MessagesPage() {
  const t = useTranslations("report");
  const { data: me } = useSuspenseQuery(meQuery);
  const isStaff = me.kind === "staff";
  const [filters, setFilters] = useState<MessageFilters>(NO_FILTERS);
  const [asked, setAsked] = useState<MessageFilters | undefined>(isStaff ? undefined : NO_FILTERS);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked({ ...filters });
  };
  return (
    <Page title={t("searchTitle")} lead={t("searchLead")}>
      <Card component="form" onSubmit={submit}>
        <Filters filters={filters} onChange={setFilters} isStaff={isStaff} />
        <Group mt="md">
          <Button
            type="submit"
            leftSection={<Search size={17} aria-hidden />}
            disabled={isStaff && filters.tenantId === ""}
          >
            {t("find")}
          </Button>
        </Group>
      </Card>
      {asked !== undefined && <Found filters={asked} />}
    </Page>
  );
}

function Filters({
  filters,
  onChange,
  isStaff,
}: {
  readonly filters: MessageFilters;
  readonly onChange: (filters: MessageFilters) => void;
  readonly isStaff: boolean;
}) {
  const t = useTranslations("report");
  const stateOf = useMessageState();
  const text = (word: "number" | "requestId", label: string) => (
    <TextInput
      label={label}
      value={filters[word]}
      classNames={{ input: "ltr" }}
      onChange={({ currentTarget: { value } }) => onChange({ ...filters, [word]: value })}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {isStaff && (
        <CustomerPicker
          label={t("customer")}
          value={filters.tenantId}
          onChange={(tenantId) => onChange({ ...filters, tenantId })}
        />
      )}
      {text("number", t("number"))}
      {text("requestId", t("ownName"))}
      <NativeSelect
        label={t("state")}
        value={filters.state}
        onChange={({ currentTarget: { value } }) => onChange({ ...filters, state: value })}
        data={[
          { value: "", label: t("anyState") },
          ...STATES.map((state) => ({ value: state, label: stateOf(state) })),
        ]}
      />
      <DateField
        label={t("from")}
        value={filters.from}
        onChange={(from) => onChange({ ...filters, from })}
      />
      <DateField
        label={t("until")}
        value={filters.until}
        onChange={(until) => onChange({ ...filters, until })}
      />
    </SimpleGrid>
  );
}

function Found({ filters }: { readonly filters: MessageFilters }) {
  const t = useTranslations("report");
  const format = useFormat();
  const found = useInfiniteQuery({
    queryKey: ["messages", filters],
    queryFn: ({ pageParam }) => findMessages(filters, pageParam),
    initialPageParam: "",
    getNextPageParam: ({ nextPageToken }) => nextPageToken,
  });
  const messages = found.data?.pages.flatMap((page) => page.messages) ?? [];
  const lookedBackTo = found.data?.pages.at(-1)?.lookedBackTo;
  return (
    <Stack aria-busy={found.isFetching}>
      <ProblemAlert error={found.error} />
      {found.isSuccess && messages.length === 0 && (
        <Card>
          <Empty icon={Search} title={t("nothingFound")} />
        </Card>
      )}
      {messages.length > 0 && <MessageTable messages={messages} />}
      <Group justify="space-between">
        {lookedBackTo !== undefined && (
          <Text size="sm" c="dimmed">
            {t("lookedBack", { when: format.dateTime(lookedBackTo) })}
          </Text>
        )}
        {found.hasNextPage && (
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t("lookOn")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
