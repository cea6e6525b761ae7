import { Badge } from "@mantine/core";
import { useTranslations } from "use-intl";

const colours = {
  waiting: "blue",
  second_person: "orange",
  cleared: "green",
  approved: "green",
  returned: "orange",
  refused: "red",
  rejected: "red",
  moved_on: "gray",
} as const;
type State = keyof typeof colours;

/** Where a case of the texts' desk stands. */
export function TextState({ state }: { readonly state: string }) {
  const t = useTranslations("textsDesk");
  if (!isState(state)) return <Badge color="gray">{state}</Badge>;
  return <Badge color={colours[state]}>{t(`state_${state}`)}</Badge>;
}

function isState(word: string): word is State {
  return Object.hasOwn(colours, word);
}
