import { Badge, Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useLanguage } from "../language/language-provider.js";
import { QueryView } from "../parts/query-view.js";
import { verdictQuery, type Verdict } from "./queries.js";
import { decisionColours, VerdictCard } from "./verdict-card.js";

/** A card, and those of the texts that are tried against its own: each is judged by itself, the strictest decides. */
export function VariantCards({ card }: { readonly card: Verdict }) {
  const [chosen, setChosen] = useState(card.verdictId);
  return (
    <>
      <VariantChoice card={card} chosen={chosen} onChoose={setChosen} />
      {chosen === card.verdictId ? <VerdictCard card={card} /> : <OtherCard verdictId={chosen} />}
    </>
  );
}

/** The texts by name, each with what was decided of it; nothing where there is only one. */
export function VariantChoice({
  card: { variants = [] },
  chosen,
  onChoose,
}: {
  readonly card: Verdict;
  readonly chosen: string;
  readonly onChoose: (verdictId: string) => void;
}) {
  const t = useTranslations("verdict");
  if (variants.length < 2) return null;
  return (
    <Group gap="xs" role="group" aria-label={t("variants")}>
      {variants.map(({ variant, verdictId, decision }) => (
        <Button
          key={verdictId}
          size="compact-sm"
          variant={verdictId === chosen ? "light" : "default"}
          aria-pressed={verdictId === chosen}
          rightSection={
            <Badge size="xs" color={decisionColours[decision]}>
              {t(`decision_${decision}`)}
            </Badge>
          }
          onClick={() => onChoose(verdictId)}
        >
          {t("variant", { name: variant })}
        </Button>
      ))}
    </Group>
  );
}

function OtherCard({ verdictId }: { readonly verdictId: string }) {
  const { language } = useLanguage();
  const verdict = useQuery(verdictQuery(verdictId, language));
  return (
    <QueryView query={verdict} rows={1} rowHeight={120}>
      {(card) => <VerdictCard card={card} />}
    </QueryView>
  );
}
