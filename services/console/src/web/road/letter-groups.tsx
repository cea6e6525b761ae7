import { Button, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { LetterGroup } from "./queries.js";
import { RoadTable } from "./road-card.js";

/** How much each service gave up of which type, so that what was mended is replayed at once. */
export function LetterGroups({
  groups,
  mayReplay,
}: {
  readonly groups: readonly LetterGroup[];
  readonly mayReplay: boolean;
}) {
  const t = useTranslations("road");
  const format = useFormat();
  return (
    <RoadTable heads={[t("service"), t("holds"), t("number"), t("replayAll")]}>
      {groups.map((group) => (
        <Table.Tr key={`${group.service} ${group.type}`}>
          <Table.Td fw={600}>{group.service}</Table.Td>
          <Table.Td data-label={t("holds")}>
            <Text size="sm" className="ltr" ta="start">
              {group.type.replace("whiteline.", "")}
            </Text>
          </Table.Td>
          <Table.Td data-label={t("number")} className="num">
            {format.number(group.letters)}
          </Table.Td>
          <Table.Td>{mayReplay && <ReplayAll group={group} />}</Table.Td>
        </Table.Tr>
      ))}
    </RoadTable>
  );
}

/** What killed them must be mended before: it is asked. */
function ReplayAll({ group }: { readonly group: LetterGroup }) {
  const t = useTranslations("road");
  const common = useTranslations("common");
  const [opened, { open, close }] = useDisclosure(false);
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => replayAll(group),
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ queryKey: ["road"] }),
  });
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {t("replayAll")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("replayTitle")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text>{t("replayText", { count: group.letters, service: group.service })}</Text>
          <ProblemAlert error={replay.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common("back")}
            </Button>
            <Button loading={replay.isPending} onClick={() => replay.mutate()}>
              {t("replayAll")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** Batch after batch, up to the newest there was when it began. */
async function replayAll({ service, type }: LetterGroup): Promise<void> {
  let upTo = 0;
  for (let more = true; more;) {
    const batch = bodyOf(
      await api.POST("/v1/operators/dead-letters/replay", {
        body: { service, type, limit: 500, upTo },
      }),
    );
    ({ more, upTo } = batch);
  }
}
