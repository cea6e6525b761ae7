import { Alert, Button, Card, Group, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { DateField } from "../parts/date-field.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { ReplayResult } from "./replay-result.js";

const DAY_MS = 86_400_000;
const LISTED = 200;

/** Which stored verdicts a draft of the rules would decide otherwise, for whom and at what money; changes nothing. */
export function ReplayPage() {
  const t = useTranslations("replay");
  const textsDesk = useTranslations("textsDesk");
  const { data: me } = useSuspenseQuery(meQuery);
  const market = me.market ?? "";
  const form = useForm({
    initialValues: {
      draft: JSON.stringify({ market, name: t("draftName"), holdAbove: 100, rules: {} }, null, 2),
      since: new Date(Date.now() - 30 * DAY_MS).toISOString().slice(0, 10),
    },
    validate: { draft: (text) => (draftIn(text) === undefined ? t("draftNotJson") : null) },
  });
  const replay = useMutation({
    mutationFn: async ({ draft, since }: { readonly draft: string; readonly since: string }) =>
      bodyOf(
        await api.POST("/v1/policy-replays", {
          body: {
            draft: draftIn(draft) ?? { market, name: "" },
            ...(since !== "" && { since: `${since}T00:00:00Z` }),
            limit: LISTED,
          },
        }),
      ),
  });
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <LinkButton to="/texts" search={{}} variant="default">
          {textsDesk("toQueue")}
        </LinkButton>
      }
    >
      <Card component="form" onSubmit={form.onSubmit((values) => replay.mutate(values))}>
        <Stack>
          <Textarea
            label={t("draft")}
            description={t("draftHint")}
            dir="ltr"
            autosize
            minRows={8}
            maxRows={24}
            spellCheck={false}
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
            {...form.getInputProps("draft")}
          />
          <DateField
            label={t("since")}
            value={form.values.since}
            onChange={(since) => form.setFieldValue("since", since)}
          />
          <Group>
            <Button type="submit" loading={replay.isPending}>
              {t("run")}
            </Button>
            <Text size="sm" c="dimmed">
              {t("changesNothing")}
            </Text>
          </Group>
          <ProblemAlert error={replay.error} />
        </Stack>
      </Card>
      {replay.data !== undefined &&
        (replay.data.replayed === 0 ? (
          <Alert color="gray">{t("nothingReplayed")}</Alert>
        ) : (
          <ReplayResult replay={replay.data} />
        ))}
    </Page>
  );
}

type Draft = { readonly market: string; readonly name: string };

function draftIn(text: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(text);
    return isDraft(draft) ? draft : undefined;
  } catch {
    return undefined;
  }
}

function isDraft(draft: unknown): draft is Draft {
  return (
    typeof draft === "object" &&
    draft !== null &&
    "market" in draft &&
    typeof draft.market === "string" &&
    "name" in draft &&
    typeof draft.name === "string"
  );
}
