import { Comparator } from "@whiteline/contracts/lists/v1/segments";
import type { Campaign } from "./domain/campaign.js";

/** Those whose column names the day; lists reads it in whatever form the list writes dates. */
export const onDay = ({ column, day }: NonNullable<Campaign["order"]["due"]>) => ({
  kind: {
    $case: "variable" as const,
    value: { name: column, comparator: Comparator.EQUALS, values: [day] },
  },
});
