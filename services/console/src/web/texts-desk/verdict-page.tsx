import { Card, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { useLanguage } from "../language/language-provider.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { JudgeAgain } from "./judge-again.js";
import { OverrideForm } from "./override-form.js";
import { verdictQuery } from "./queries.js";
import { VariantChoice } from "./variant-cards.js";
import { VerdictCard } from "./verdict-card.js";

/** One verdict by its id: the card, and for who may, another decision and a second judgement. */
export function VerdictPage() {
  const t = useTranslations("verdict");
  const { verdictId } = useParams({ from: "/inside/verdicts/$verdictId" });
  const navigate = useNavigate();
  const { language } = useLanguage();
  const verdict = useQuery(verdictQuery(verdictId, language));
  return (
    <Page title={t("title")} lead={t("pageLead")}>
      <Card maw={760}>
        <QueryView query={verdict} rows={3}>
          {(card) => (
            <Stack key={card.verdictId}>
              <VariantChoice
                card={card}
                chosen={card.verdictId}
                onChoose={(other) =>
                  void navigate({ to: "/verdicts/$verdictId", params: { verdictId: other } })
                }
              />
              <VerdictCard card={card} />
              <OverrideForm card={card} />
              <JudgeAgain card={card} />
            </Stack>
          )}
        </QueryView>
      </Card>
    </Page>
  );
}
