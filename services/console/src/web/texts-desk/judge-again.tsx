import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { ruleTexts } from "./rule-texts.js";
import { hasText } from "../language/define-texts.js";
import type { Replay, Verdict } from "./queries.js";

/** An expert judges a card again from its kept inputs; nothing is changed by it. */
export function JudgeAgain({ card: { verdictId, at } }: { readonly card: Verdict }) {
  const t = useTranslations("verdict");
  const { data: me } = useSuspenseQuery(meQuery);
  const judge = useMutation({
    mutationFn: async (moment: string) =>
      bodyOf(
        await api.POST("/v1/policy-replays", {
          body: {
            draft: { market: me.market ?? "", name: "as it is" },
            since: moment,
            until: new Date(Date.parse(moment) + 1).toISOString(),
            limit: 100,
          },
        }),
      ),
  });
  if (at === undefined || me.kind !== "staff" || !me.roles.includes("expert")) return null;
  return (
    <Stack gap="xs">
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<RotateCcw size={15} className="mirror" aria-hidden />}
          loading={judge.isPending}
          onClick={() => judge.mutate(at)}
        >
          {t("judgeAgain")}
        </Button>
      </Group>
      <ProblemAlert error={judge.error} />
      {judge.data !== undefined && <Outcome replay={judge.data} verdictId={verdictId} />}
    </Stack>
  );
}

function Outcome({ replay, verdictId }: { readonly replay: Replay; readonly verdictId: string }) {
  const t = useTranslations("verdict");
  const rules = useTranslations("rule");
  const flip = replay.flips.find((each) => each.verdictId === verdictId);
  if (replay.unfaithful.includes(verdictId))
    return <Alert color="red">{t("judgedUnfaithful")}</Alert>;
  if (flip !== undefined) {
    const { after, ruleAfter = "" } = flip;
    return (
      <Alert color="orange" title={t("judgedOtherwise", { decision: t(`decision_${after}`) })}>
        {ruleAfter !== "" && (
          <Text size="sm">{hasText(ruleTexts, ruleAfter) ? rules(ruleAfter) : ruleAfter}</Text>
        )}
      </Alert>
    );
  }
  if (replay.replayed === 0) return <Alert color="gray">{t("judgedNotAgain")}</Alert>;
  return <Alert color="green">{t("judgedSame")}</Alert>;
}
