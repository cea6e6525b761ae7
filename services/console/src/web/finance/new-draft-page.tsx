import { Card, Select, Stack } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { tariffsQuery, type PriceLists } from "../tariffs/queries.js";
import { useListNames } from "../tariffs/use-list-name.js";
import { DraftForm } from "./draft-form.js";
import { copiedFrom, emptyDraft } from "./draft-values.js";
import { useTariffChoices } from "./use-tariff-choices.js";

/** A new price list, from nothing or from one that is there. */
export function NewDraftPage() {
  const t = useTranslations("finance");
  const { data: me } = useSuspenseQuery(meQuery);
  const lists = useQuery(tariffsQuery(me.market ?? "", me.providerId));
  return (
    <Page title={t("newList")} lead={t("newListLead")}>
      <QueryView query={lists}>{(known) => <NewDraft lists={known} />}</QueryView>
    </Page>
  );
}

function NewDraft({ lists: { tariffs } }: { readonly lists: PriceLists }) {
  const t = useTranslations("finance");
  const format = useFormat();
  const names = useListNames();
  const choices = useTariffChoices();
  const [from, setFrom] = useState("");
  const source = tariffs.find(({ tariffId }) => tariffId === from);
  return (
    <Stack>
      {tariffs.length > 0 && (
        <Card>
          <Select
            label={t("beginWith")}
            allowDeselect={false}
            maw={520}
            data={[
              { value: "", label: t("nothing") },
              ...tariffs.map(({ tariffId, group = "", description }) => ({
                value: tariffId,
                label: `${group === "" ? "" : `${format.digits(group)} · `}${names.list(tariffId, description)}`,
              })),
            ]}
            value={from}
            onChange={(word) => setFrom(word ?? "")}
          />
        </Card>
      )}
      {choices !== undefined && (
        <DraftForm
          key={from}
          initial={source === undefined ? emptyDraft : copiedFrom(source)}
          choices={choices}
          version={0}
        />
      )}
    </Stack>
  );
}
