import { Button, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { InDoubt } from "./queries.js";
import { roadTexts } from "./texts.js";

/** One case in doubt, and the decision over it where it waits for one. */
export function DoubtRow({ doubt }: { readonly doubt: InDoubt }) {
  const t = useTranslations("road");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const wordOf = (group: "cause" | "doubt" | "policy", word: string): string => {
    const name = `${group}_${word}`;
    return hasText(roadTexts, name) ? t(name, { count: 0 }) : word;
  };
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        <bdi className="ltr">{doubt.account}</bdi>
        <Text size="xs" c="dimmed">
          {doubt.operator}
        </Text>
      </Table.Td>
      <Table.Td data-label={t("customer")}>
        <Text size="xs" className="ltr" ta="start">
          {doubt.tenantId}
        </Text>
        <Text size="xs" c="dimmed" className="ltr" ta="start">
          {doubt.campaignId ?? doubt.chunkId}
        </Text>
      </Table.Td>
      <Table.Td data-label={t("parts")} className="num">
        {format.number(doubt.parts.length)}
      </Table.Td>
      <Table.Td data-label={t("cause")}>{wordOf("cause", doubt.cause)}</Table.Td>
      <Table.Td data-label={t("policy")}>{wordOf("policy", doubt.policy)}</Table.Td>
      <Table.Td data-label={t("state")}>
        {wordOf("doubt", doubt.state)}
        {doubt.state === "held" && me.permissions.includes("links:write") && (
          <Decision doubt={doubt} />
        )}
      </Table.Td>
      <Table.Td data-label={t("since")} className="num">
        {doubt.at === undefined ? "—" : format.dateTime(doubt.at)}
      </Table.Td>
    </Table.Tr>
  );
}

/** To send once more may be a second message for who had the first: it is asked again before. */
function Decision({ doubt }: { readonly doubt: InDoubt }) {
  const t = useTranslations("road");
  const common = useTranslations("common");
  const [opened, { open, close }] = useDisclosure(false);
  const queries = useQueryClient();
  const settle = useMutation({
    mutationFn: (decision: "release" | "drop") =>
      api.POST("/v1/operators/in-doubt/{id}/decision", {
        params: { path: { id: doubt.inDoubtId } },
        body: { decision },
      }),
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ queryKey: ["road"] }),
  });
  return (
    <Stack gap={4} mt={4}>
      <Group gap="xs">
        <Button size="xs" disabled={settle.isPending} onClick={open}>
          {t("release")}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={settle.isPending}
          onClick={() => settle.mutate("drop")}
        >
          {t("drop")}
        </Button>
      </Group>
      {!opened && <ProblemAlert error={settle.error} />}
      <Modal
        opened={opened}
        onClose={close}
        title={t("releaseTitle")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text>{t("releaseText", { count: doubt.parts.length })}</Text>
          <ProblemAlert error={settle.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common("cancel")}
            </Button>
            <Button loading={settle.isPending} onClick={() => settle.mutate("release")}>
              {t("release")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
