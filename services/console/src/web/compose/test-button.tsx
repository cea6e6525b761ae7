import { Anchor, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Smartphone } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useKeptKey } from "../api/use-kept-key.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { templatesQuery } from "../templates/queries.js";
import type { ComposeValues } from "./compose-state.js";
import { testOf } from "./order-of.js";

/** Sends what is written to the mobile of whoever writes it, each variable with a value of their own. */
export function TestButton({
  values,
  name,
  isReady,
}: {
  readonly values: ComposeValues;
  readonly name: string;
  readonly isReady: boolean;
}) {
  const t = useTranslations("compose");
  const common = useTranslations("common");
  const [opened, { open, close }] = useDisclosure();
  const [constants, setConstants] = useState<Readonly<Record<string, string>>>({});
  const [attempt, setAttempt] = useState(0);
  const keyOf = useKeptKey();
  const test = useMutation({
    mutationFn: async () => {
      const body = testOf(values, name, constants);
      const params = { header: { "idempotency-key": keyOf([body, attempt]) } };
      return bodyOf(await api.POST("/v1/campaigns/test", { body, params }));
    },
  });
  const asked = useVariables(values).filter(
    (variable) => (values.constants[variable] ?? "").trim() === "",
  );
  return (
    <>
      <Button
        variant="default"
        leftSection={<Smartphone size={17} aria-hidden />}
        disabled={!isReady}
        onClick={() => {
          // Asked for once more after an answer, it is another test.
          if (test.isSuccess) setAttempt(attempt + 1);
          test.reset();
          open();
        }}
      >
        {t("test")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("test")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text size="sm">{t("testText")}</Text>
          {asked.map((variable) => (
            <TextInput
              key={variable}
              label={<bdi>{variable}</bdi>}
              value={constants[variable] ?? ""}
              onChange={({ currentTarget: { value } }) =>
                setConstants({ ...constants, [variable]: value })
              }
            />
          ))}
          <ProblemAlert error={test.error} />
          {test.data !== undefined ? (
            <Anchor
              renderRoot={(props) => (
                <Link
                  to="/campaigns/$campaignId"
                  params={{ campaignId: test.data.campaignId }}
                  {...props}
                />
              )}
            >
              {t("testSent")}
            </Anchor>
          ) : (
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {common("cancel")}
              </Button>
              <Button loading={test.isPending} onClick={() => test.mutate()}>
                {t("test")}
              </Button>
            </Group>
          )}
        </Stack>
      </Modal>
    </>
  );
}

/** The variables of every template that is sent. */
function useVariables({ mode, templateId, variants }: ComposeValues): readonly string[] {
  const { data: templates } = useSuspenseQuery(templatesQuery);
  const tried = mode === "variants" ? variants.map((variant) => variant.templateId) : [];
  const ids = mode === "template" ? [templateId] : tried;
  const used = templates.filter((template) => ids.includes(template.templateId));
  return [...new Set(used.flatMap(({ variables }) => variables.map(({ name }) => name)))];
}
