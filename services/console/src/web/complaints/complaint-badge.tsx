import { Badge } from "@mantine/core";
import { useTranslations } from "use-intl";

const colours = {
  open: "blue",
  second_person: "orange",
  dismissed: "gray",
  confirmed: "red",
} as const;

/** Where a complaint stands. */
export function ComplaintBadge({ state }: { readonly state: string }) {
  const t = useTranslations("complaint");
  if (!isState(state)) return <Badge color="gray">{state}</Badge>;
  return <Badge color={colours[state]}>{t(`state_${state}`)}</Badge>;
}

function isState(word: string): word is keyof typeof colours {
  return Object.hasOwn(colours, word);
}
