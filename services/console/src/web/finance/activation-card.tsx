import { Alert, Button, Card, Group, List, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { usePeople } from "../desk/use-people.js";
import { useFormat } from "../language/use-format.js";
import { DateField } from "../parts/date-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { SourceNote } from "../parts/source-note.js";
import type { Comparison, Draft } from "./queries.js";
import type { TariffChoices } from "./use-tariff-choices.js";

/** From when a list is to hold. A large change waits until a second person agrees. */
export function Activation({
  draft,
  large,
  fourEyes,
}: {
  readonly draft: Draft;
  /** Why two people decide; none: one person does. */
  readonly large: Comparison["large"];
  readonly fourEyes: TariffChoices["fourEyes"] | undefined;
}) {
  const t = useTranslations("finance");
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("activation")}
        </Title>
        {large.length > 0 && <WhyTwo large={large} source={fourEyes?.source} />}
        {draft.recalled !== undefined && (
          <Alert color="orange" title={t("sentBack")}>
            <bdi>{draft.recalled}</bdi>
          </Alert>
        )}
        {draft.status === "scheduled" && <Alert>{t("scheduledHint")}</Alert>}
        {draft.status === "draft" &&
          (draft.pending === undefined ? (
            <Proposal draft={draft} isLarge={large.length > 0} />
          ) : (
            <Pending draft={draft} pending={draft.pending} />
          ))}
        {draft.pending === undefined && <Withdrawal draft={draft} />}
      </Stack>
    </Card>
  );
}

function WhyTwo({
  large,
  source,
}: {
  readonly large: Comparison["large"];
  readonly source: string | undefined;
}) {
  const t = useTranslations("finance");
  const words = useProblemWords();
  return (
    <Alert color="yellow" title={t("twoDecide")}>
      <List size="sm">
        {large.map((finding) => (
          <List.Item key={finding.code}>{words.ofFinding(finding).rule}</List.Item>
        ))}
      </List>
      <SourceNote source={source} />
    </Alert>
  );
}

/** Puts a list in force, or proposes that; whoever agrees sends the day that was proposed. */
function useActivate({ tariffId, version }: Draft) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (effectiveFrom: string) =>
      bodyOf(
        await api.POST("/v1/tariff-drafts/{id}/activation", {
          params: { path: { id: tariffId } },
          body: { effectiveFrom, expectedVersion: version },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tariff-drafts"] }),
  });
}

function Proposal({ draft, isLarge }: { readonly draft: Draft; readonly isLarge: boolean }) {
  const t = useTranslations("finance");
  const [day, setDay] = useState("");
  const activate = useActivate(draft);
  return (
    <>
      <DateField label={t("holdFrom")} hint={t("holdFromHint")} value={day} onChange={setDay} />
      <ProblemAlert error={activate.error} />
      <Group>
        <Button
          disabled={day === ""}
          loading={activate.isPending}
          onClick={() => activate.mutate(day)}
        >
          {isLarge ? t("propose") : t("activate")}
        </Button>
      </Group>
    </>
  );
}

/** Proposed by one person: another one agrees, either of them sends it back. */
function Pending({
  draft,
  pending: { by, at, effectiveFrom },
}: {
  readonly draft: Draft;
  readonly pending: NonNullable<Draft["pending"]>;
}) {
  const t = useTranslations("finance");
  const format = useFormat();
  const queries = useQueryClient();
  const { nameOf, isMe } = usePeople();
  const [reason, setReason] = useState("");
  const agree = useActivate(draft);
  const recall = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/tariff-drafts/{id}/recall", {
          params: { path: { id: draft.tariffId } },
          body: { reason: reason.trim(), expectedVersion: draft.version },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tariff-drafts"] }),
  });
  return (
    <>
      <Text size="sm">
        {t("proposedBy", {
          who: nameOf(by),
          date: format.date(`${effectiveFrom}T12:00:00Z`),
        })}
        {at !== undefined && ` (${format.dateTime(at)})`}
      </Text>
      {isMe(by) && <Alert>{t("anotherAgrees")}</Alert>}
      <Textarea
        label={t("recallReason")}
        autosize
        maxLength={500}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <ProblemAlert error={agree.error ?? recall.error} />
      <Group>
        {!isMe(by) && (
          <Button loading={agree.isPending} onClick={() => agree.mutate(effectiveFrom)}>
            {t("agree")}
          </Button>
        )}
        <Button
          variant="default"
          loading={recall.isPending}
          disabled={reason.trim() === ""}
          onClick={() => recall.mutate()}
        >
          {t("sendBack")}
        </Button>
      </Group>
    </>
  );
}

function Withdrawal({ draft: { tariffId, version } }: { readonly draft: Draft }) {
  const t = useTranslations("finance");
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.DELETE("/v1/tariff-drafts/{id}", {
          params: { path: { id: tariffId }, query: { expectedVersion: version } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tariff-drafts"] }),
  });
  return (
    <>
      <ProblemAlert error={withdraw.error} />
      <Group>
        <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t("withdraw")}
        </Button>
      </Group>
    </>
  );
}
