import { List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { SourceNote } from "../parts/source-note.js";
import type { Penalty } from "./queries.js";

const CONSEQUENCES = [
  "removedFromWhiteList",
  "removedForEver",
  "lineClosed",
  "legalAction",
  "reprimandOrAccessRemoval",
  "suspensionOrCancellation",
] as const;

/** What a violation costs: the fine with what it counts, and everything else that follows. */
export function PenaltyView({ penalty }: { readonly penalty: Penalty }) {
  const t = useTranslations("complaint");
  const format = useFormat();
  return (
    <Stack gap={4}>
      <Text fw={650} className="num">
        {t("fine")}: {format.money(penalty.fine)}
        {penalty.counted > 0 && ` ${t("fineFor", { count: penalty.counted })}`}
      </Text>
      <List size="sm">
        {CONSEQUENCES.filter((name) => penalty[name]).map((name) => (
          <List.Item key={name}>{t(`p_${name}`)}</List.Item>
        ))}
        {!penalty.reapplyAllowed && <List.Item>{t("noReapply")}</List.Item>}
      </List>
      <SourceNote source={penalty.sources.join("; ")} />
    </Stack>
  );
}
