import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Modal,
  Stack,
  Text,
  Timeline,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Download, Undo2, UserMinus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { useDownload } from "../api/use-download.js";
import { usePeople } from "../desk/use-people.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { versionsQuery, type List, type Version } from "./queries.js";
import { listTexts } from "./texts.js";

/** Every version of the list: who made it when and how, what it changed, who was written to from it. */
export function VersionsCard({ list }: { readonly list: List }) {
  const t = useTranslations("list");
  const versions = useQuery(versionsQuery(list.listId));
  const download = useDownload();
  const [back, setBack] = useState<Version>();
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          {t("versions")}
        </Title>
        <ProblemAlert error={download.error} />
        <QueryView query={versions}>
          {(all) => (
            <Timeline bulletSize={16} lineWidth={2} active={all.length}>
              {all.map((version) => (
                <Timeline.Item
                  key={version.version}
                  title={
                    <VersionTitle version={version} inForce={version.version === list.version} />
                  }
                >
                  <VersionFacts version={version} />
                  <Group gap="xs" mt={6}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      leftSection={<Download size={14} aria-hidden />}
                      onClick={() =>
                        download.mutate({
                          path: `/v1/lists/${list.listId}/versions/${version.version}/members`,
                          fileName: `${list.name}-${version.version}.csv`,
                        })
                      }
                    >
                      {t("members")}
                    </Button>
                    {version.removed > 0 && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        leftSection={<UserMinus size={14} aria-hidden />}
                        onClick={() =>
                          download.mutate({
                            path: `/v1/lists/${list.listId}/versions/${version.version}/removed`,
                            fileName: `${list.name}-${version.version}-removed.csv`,
                          })
                        }
                      >
                        {t("whoLeft")}
                      </Button>
                    )}
                    {version.version !== list.version && (
                      <RollBackButton onClick={() => setBack(version)} />
                    )}
                  </Group>
                </Timeline.Item>
              ))}
            </Timeline>
          )}
        </QueryView>
      </Stack>
      <RollBack listId={list.listId} version={back} onClose={() => setBack(undefined)} />
    </Card>
  );
}

function RollBackButton({ onClick }: { readonly onClick: () => void }) {
  const t = useTranslations("list");
  const { data: me } = useSuspenseQuery(meQuery);
  if (!me.permissions.includes("lists:write")) return null;
  return (
    <Button
      size="compact-sm"
      variant="light"
      leftSection={<Undo2 size={14} className="mirror" aria-hidden />}
      onClick={onClick}
    >
      {t("rollBack")}
    </Button>
  );
}

function VersionTitle({
  version,
  inForce,
}: {
  readonly version: Version;
  readonly inForce: boolean;
}) {
  const t = useTranslations("list");
  const word = `op_${version.operation}`;
  return (
    <Group gap="xs">
      <Text fw={650}>{t("versionNumber", { version: version.version })}</Text>
      {inForce && <Badge color="green">{t("now")}</Badge>}
      <Badge color="gray">
        {hasText(listTexts, word) ? t(word, { version: 0 }) : version.operation}
        {version.equalsVersion !== undefined &&
          ` → ${t("versionNumber", { version: version.equalsVersion })}`}
      </Badge>
    </Group>
  );
}

function VersionFacts({ version }: { readonly version: Version }) {
  const t = useTranslations("list");
  const format = useFormat();
  const people = usePeople();
  const { members, added, removed, updated, fileName, madeBy, at, uses } = version;
  return (
    <>
      <Text size="sm" className="num">
        {t("memberCount", { members })} · {t("change", { added, removed })}
        {updated > 0 && ` · ${t("changed", { updated })}`}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          at === undefined ? "" : format.dateTime(at),
          madeBy === undefined ? "" : `\u2068${people.nameOf(madeBy)}\u2069`,
          fileName === undefined ? "" : `\u2068${fileName}\u2069`,
        ]
          .filter((word) => word !== "")
          .join(" · ")}
      </Text>
      {uses.map(({ campaignId, campaignName, recipients, materialisedAt }) => (
        <Text key={campaignId} size="sm">
          {t("usedBy")}{" "}
          <Anchor
            renderRoot={(props) => (
              <Link to="/campaigns/$campaignId" params={{ campaignId }} {...props} />
            )}
          >
            <bdi>{campaignName === "" ? campaignId : campaignName}</bdi>
          </Anchor>{" "}
          ({format.number(recipients)}
          {materialisedAt !== undefined && `, ${format.dateTime(materialisedAt)}`})
        </Text>
      ))}
    </>
  );
}

function RollBack({
  listId,
  version,
  onClose,
}: {
  readonly listId: string;
  readonly version: Version | undefined;
  readonly onClose: () => void;
}) {
  const t = useTranslations("list");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const roll = useMutation({
    mutationFn: (to: number) =>
      api.POST("/v1/lists/{id}/roll-back", {
        params: { path: { id: listId }, header: {} },
        body: { version: to },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["lists"] });
      onClose();
    },
  });
  return (
    <Modal
      opened={version !== undefined}
      onClose={onClose}
      title={t("rollBackTitle", { version: version?.version ?? 0 })}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack>
        <Text>{t("rollBackText", { members: version?.members ?? 0 })}</Text>
        <ProblemAlert error={roll.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button
            loading={roll.isPending}
            onClick={() => {
              if (version !== undefined) roll.mutate(version.version);
            }}
          >
            {t("rollBack")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
