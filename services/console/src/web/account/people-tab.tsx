import { Button, Card, Group, Stack, Table } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { QueryView } from "../parts/query-view.js";
import { InvitationsCard } from "./invitations-card.js";
import { InviteDialog } from "./invite-dialog.js";
import { MemberRow } from "./member-row.js";
import { ROLES } from "./role-words.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";

/** Who works in this account, in which roles, and who is invited. */
export function PeopleTab() {
  const t = useTranslations("account");
  const common = useTranslations("common");
  const { data: me } = useSuspenseQuery(meQuery);
  const may = me.permissions.includes("people:write");
  const members = useQuery({
    queryKey: ["members"],
    queryFn: async () => bodyOf(await api.GET("/v1/members")).members,
  });
  const [inviting, setInviting] = useState(false);
  return (
    <Stack>
      {may && (
        <Group justify="flex-end">
          <Button
            leftSection={<UserPlus size={17} aria-hidden />}
            onClick={() => setInviting(true)}
          >
            {t("invite")}
          </Button>
        </Group>
      )}
      <QueryView query={members} rows={3}>
        {(all) => (
          <Card p={0}>
            <Scrollable>
              <Table className={css["stacked"] ?? ""} miw={720}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("name")}</Table.Th>
                    <Table.Th>{t("roles")}</Table.Th>
                    <Table.Th>{t("lastSeen")}</Table.Th>
                    <Table.Th aria-label={common("actions")} />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all.map((member) => (
                    <MemberRow
                      key={member.personId}
                      member={member}
                      isMe={member.personId === me.person?.personId}
                      roles={ROLES[me.kind]}
                      may={may}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Scrollable>
          </Card>
        )}
      </QueryView>
      {may && <InvitationsCard />}
      <InviteDialog opened={inviting} roles={ROLES[me.kind]} onClose={() => setInviting(false)} />
    </Stack>
  );
}
