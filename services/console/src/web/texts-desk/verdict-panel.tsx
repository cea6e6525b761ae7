import { useQuery } from "@tanstack/react-query";

import { useLanguage } from "../language/language-provider.js";
import { QueryView } from "../parts/query-view.js";
import { verdictQuery } from "./queries.js";
import { VariantCards } from "./variant-cards.js";

/** The verdict card of a send, by its id. */
export function VerdictPanel({ verdictId }: { readonly verdictId: string }) {
  const { language } = useLanguage();
  const verdict = useQuery(verdictQuery(verdictId, language));
  return (
    <QueryView query={verdict} rows={1} rowHeight={120}>
      {(card) => <VariantCards key={card.verdictId} card={card} />}
    </QueryView>
  );
}
