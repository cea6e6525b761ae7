import {
  Button,
  Card,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Table,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { useOperatorName } from "../pack/use-operator-name.js";
import { MoreButton } from "../parts/more-button.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { useListNames } from "../tariffs/use-list-name.js";
import { casesQuery, type Case, type CaseStatus } from "./queries.js";
import { financeTexts } from "./texts.js";
import { Scrollable } from "../parts/scrollable.js";

/** Differences between the books: what each side says, and what became of it. */
export function CasesCard({ reconciliationId }: { readonly reconciliationId: string }) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const [status, setStatus] = useState<CaseStatus>("open");
  const query = useInfiniteQuery(casesQuery(status, reconciliationId));
  const cases = query.data?.pages.flatMap((page) => page.cases) ?? [];
  const [closing, setClosing] = useState<Case>();
  return (
    <Card component="section" p={0}>
      <Group p="lg" pb="xs" justify="space-between">
        <Title order={2} size="h4">
          {t("cases")}
        </Title>
        <SegmentedControl
          aria-label={t("cases")}
          data={[
            { value: "open", label: t("case_open") },
            { value: "closed", label: t("case_closed") },
          ]}
          value={status}
          onChange={(word) => setStatus(word === "closed" ? "closed" : "open")}
        />
      </Group>
      <QueryView query={query}>
        {() =>
          cases.length === 0 ? (
            <Text px="lg" pb="lg" size="sm" c="dimmed">
              {t("noCases")}
            </Text>
          ) : (
            <Stack gap="xs" pb="sm">
              <CaseTable cases={cases} onClose={setClosing} />
              <MoreButton query={query} label={money("more")} />
            </Stack>
          )
        }
      </QueryView>
      {closing !== undefined && (
        <ClosingWindow difference={closing} onClose={() => setClosing(undefined)} />
      )}
    </Card>
  );
}

function CaseTable({
  cases,
  onClose,
}: {
  readonly cases: readonly Case[];
  readonly onClose: (difference: Case) => void;
}) {
  const t = useTranslations("finance");
  const format = useFormat();
  const operatorName = useOperatorName();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("difference")}</Table.Th>
            <Table.Th>{t("subject")}</Table.Th>
            <Table.Th className="sum">{t("ours")}</Table.Th>
            <Table.Th className="sum">{t("theirs")}</Table.Th>
            <Table.Th>{t("decision")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cases.map((each) => (
            <Table.Tr key={each.caseId}>
              <Table.Td>
                <Text size="sm" fw={600}>
                  <KindWords kind={each.kind} />
                </Text>
                <Text size="xs" c="dimmed">
                  <bdi>{operatorName(each.operator)}</bdi> · {format.date(`${each.day}T12:00:00Z`)}
                </Text>
              </Table.Td>
              <Table.Td data-label={t("subject")}>
                <Subject difference={each} />
              </Table.Td>
              {(["ours", "theirs"] as const).map((side) => (
                <Table.Td key={side} data-label={t(side)} className="num sum">
                  {each.currency === undefined
                    ? format.number(each[side])
                    : format.money({ currency: each.currency, minor: `${each[side]}` })}
                </Table.Td>
              ))}
              <Table.Td data-label={t("decision")}>
                {each.status === "open" ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${t("decide")}: ${each.subject}`}
                    onClick={() => onClose(each)}
                  >
                    {t("decide")}
                  </Button>
                ) : (
                  <Text size="sm">
                    <bdi>{each.resolution === "NO_MORE" ? t("noMore") : each.resolution}</bdi>
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

/** The operator's id of a message, or a chunk; of prices the alphabet. */
function Subject({ difference: { kind, subject } }: { readonly difference: Case }) {
  const names = useListNames();
  return kind === "no_cost_price" ? (
    <>{names.script(subject)}</>
  ) : (
    <span className="ltr code">{subject}</span>
  );
}

function KindWords({ kind }: { readonly kind: string }) {
  const t = useTranslations("finance");
  const key = `kind_${kind}`;
  return <>{hasText(financeTexts, key) ? t(key) : kind}</>;
}

function ClosingWindow({
  difference,
  onClose,
}: {
  readonly difference: Case;
  readonly onClose: () => void;
}) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const { caseId, kind } = difference;
  const [resolution, setResolution] = useState("");
  const close = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/reconciliation-cases/{id}/closing", {
          params: { path: { id: caseId } },
          body: { resolution: resolution.trim() },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["reconciliations"] });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("decide")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack>
        <Text size="sm">
          <KindWords kind={kind} />: <Subject difference={difference} />
        </Text>
        <Textarea
          label={t("resolution")}
          autosize
          minRows={2}
          maxLength={1_000}
          value={resolution}
          onChange={({ currentTarget: { value } }) => setResolution(value)}
        />
        <ProblemAlert error={close.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button
            loading={close.isPending}
            disabled={resolution.trim() === ""}
            onClick={() => close.mutate()}
          >
            {t("closeCase")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
