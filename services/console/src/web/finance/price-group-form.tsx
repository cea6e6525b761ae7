import { Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { deskLinesQuery } from "../desk/queries.js";
import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { tariffsQuery } from "../tariffs/queries.js";
import { useListNames } from "../tariffs/use-list-name.js";
import { Form } from "./customer-forms.js";
import { priceGroupsQuery } from "./queries.js";
import { useSaid } from "./use-said.js";
import { useTariffChoices, withAll } from "./use-tariff-choices.js";

/** Under which price list the messages of a customer go, by line and purpose [VN-BLK-09]. */
export function PriceGroupForm({ tenantId }: { readonly tenantId: string }) {
  const t = useTranslations("finance");
  const tariff = useTranslations("tariff");
  const common = useTranslations("common");
  const format = useFormat();
  const names = useListNames();
  const said = useSaid(tenantId);
  const { data: me } = useSuspenseQuery(meQuery);
  const lists = useQuery(tariffsQuery(me.market ?? "", me.providerId));
  const groups = useQuery(priceGroupsQuery(tenantId));
  const purposes = useTariffChoices()?.purposes ?? [];
  const lines = useCustomerLines(tenantId);
  const [group, setGroup] = useState("");
  const [purpose, setPurpose] = useState("");
  const [lineId, setLineId] = useState("");
  const save = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.PUT("/v1/tenants/{id}/price-groups", {
          params: { path: { id: tenantId } },
          body: {
            group,
            ...(purpose !== "" && { purpose }),
            ...(lineId !== "" && { lineId }),
          },
        }),
      ),
    onSuccess: (answer) => said("proposalId" in answer),
  });
  const offered = (lists.data?.tariffs ?? []).flatMap(({ group: code, tariffId, description }) =>
    code === undefined
      ? []
      : [{ value: code, label: `${format.digits(code)} · ${names.list(tariffId, description)}` }],
  );
  return (
    <Stack gap="sm">
      <QueryView query={groups} rows={1}>
        {(all) => (
          <Stack gap={2}>
            {all.length === 0 && <Text size="sm">{t("ordinaryGroup")}</Text>}
            {all.map((each) => (
              <Text size="sm" key={`${each.lineId ?? ""} ${each.purpose ?? ""}`}>
                <strong className="num">{format.digits(each.group)}</strong>{" "}
                <bdi>
                  {[nameIn(purposes, each.purpose), nameIn(lines, each.lineId)]
                    .filter((word) => word !== "")
                    .join(" · ")}
                </bdi>
              </Text>
            ))}
          </Stack>
        )}
      </QueryView>
      <Form
        error={save.error}
        isPending={save.isPending}
        action={common("save")}
        onSubmit={() => save.mutate()}
      >
        <Select
          label={tariff("group")}
          allowDeselect={false}
          data={[{ value: "", label: t("ordinary") }, ...offered]}
          value={group}
          onChange={(word) => setGroup(word ?? "")}
        />
        <Select
          label={t("purpose")}
          allowDeselect={false}
          data={withAll(purposes, purpose, t("everyPurpose"))}
          value={purpose}
          onChange={(word) => setPurpose(word ?? "")}
        />
        <Select
          label={t("sender")}
          allowDeselect={false}
          data={withAll(lines, lineId, t("everySender"))}
          value={lineId}
          onChange={(word) => setLineId(word ?? "")}
        />
      </Form>
    </Stack>
  );
}

/** The customer's senders by number or name. */
function useCustomerLines(tenantId: string) {
  const format = useFormat();
  const lines = useQuery(deskLinesQuery);
  return (lines.data ?? [])
    .filter((line) => line.tenantId === tenantId)
    .map(({ lineId, number }) => ({ value: lineId, label: format.digits(number) }));
}

function nameIn(
  options: readonly { readonly value: string; readonly label: string }[],
  word: string | undefined,
): string {
  return options.find(({ value }) => value === word)?.label ?? word ?? "";
}
