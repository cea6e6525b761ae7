import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { useLanguage } from "../language/language-provider.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Verdict } from "./queries.js";

/** The role that a card names decides otherwise, with a note; a new card takes the place of the old one. */
export function OverrideForm({ card }: { readonly card: Verdict }) {
  const t = useTranslations("verdict");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const { data: me } = useSuspenseQuery(meQuery);
  const [opened, { open, close }] = useDisclosure();
  const [note, setNote] = useState("");
  const override = useMutation({
    mutationFn: async (decision: "clear" | "refuse") =>
      bodyOf(
        await api.POST("/v1/verdicts/{id}/override", {
          params: { path: { id: card.verdictId }, query: { language } },
          body: { decision, note: note.trim() },
        }),
      ),
    onSuccess: async ({ card: next }) => {
      await queries.invalidateQueries({ queryKey: ["verdicts"] });
      await queries.invalidateQueries({ queryKey: ["desk"] });
      if (next === undefined) return;
      await navigate({ to: "/verdicts/$verdictId", params: { verdictId: next.verdictId } });
    },
  });
  const { overrideBy, overriddenBy, decision } = card;
  const mayDecide =
    me.kind === "staff" &&
    me.roles.some((role) => role === overrideBy) &&
    overriddenBy === undefined;
  if (!mayDecide) return null;
  if (override.data !== undefined && override.data.card === undefined)
    return <Alert color="orange">{t("awaitsSecond")}</Alert>;
  if (!opened)
    return (
      <Group>
        <Button size="xs" variant="default" onClick={open}>
          {t("override")}
        </Button>
      </Group>
    );
  const isSaid = note.trim() !== "";
  return (
    <Stack gap="xs" component="section" aria-label={t("override")}>
      <Textarea
        label={t("overrideNote")}
        required
        autosize
        minRows={2}
        data-autofocus
        value={note}
        onChange={({ currentTarget: { value } }) => setNote(value)}
      />
      <Text size="xs" c="dimmed">
        {t("overrideHint")}
      </Text>
      <ProblemAlert error={override.error} />
      <Group>
        {decision !== "cleared" && (
          <Button
            size="xs"
            loading={override.isPending}
            disabled={!isSaid}
            onClick={() => override.mutate("clear")}
          >
            {t("overrideClear")}
          </Button>
        )}
        {decision !== "refused" && (
          <Button
            size="xs"
            color="red.9"
            loading={override.isPending}
            disabled={!isSaid}
            onClick={() => override.mutate("refuse")}
          >
            {t("overrideRefuse")}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={close}>
          {common("cancel")}
        </Button>
      </Group>
    </Stack>
  );
}
