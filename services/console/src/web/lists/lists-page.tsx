import { Anchor, Badge, Button, Card, Group, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Users } from "lucide-react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { NewListDialog } from "./new-list-dialog.js";
import { listsQuery, type List } from "./queries.js";
import css from "../parts/stacked-table.module.css";
import { Scrollable } from "../parts/scrollable.js";

/** Every list of the company: how many it holds and which lines it governs. */
export function ListsPage() {
  const t = useTranslations("list");
  const { data: me } = useSuspenseQuery(meQuery);
  const lists = useQuery(listsQuery);
  const [opened, { open, close }] = useDisclosure();
  const add = me.permissions.includes("lists:write") && (
    <Button leftSection={<Plus size={17} aria-hidden />} onClick={open}>
      {t("newList")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      <NewListDialog opened={opened} onClose={close} />
      <QueryView query={lists}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty icon={Users} title={t("none")} text={t("noneText")} action={add} />
            </Card>
          ) : (
            <ListTable lists={all} />
          )
        }
      </QueryView>
    </Page>
  );
}

function ListTable({ lists }: { readonly lists: readonly List[] }) {
  const t = useTranslations("list");
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const numberOf = (id: string) => lines.data?.find(({ lineId }) => lineId === id)?.number ?? id;
  return (
    <Card p={0}>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={560} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("name")}</Table.Th>
              <Table.Th>{t("members")}</Table.Th>
              <Table.Th>{t("version")}</Table.Th>
              <Table.Th>{t("governs")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lists.map(({ listId, name, members, version, governsLineIds }) => (
              <Table.Tr key={listId}>
                <Table.Td>
                  <Anchor
                    fw={600}
                    renderRoot={(props) => (
                      <Link to="/lists/$listId" params={{ listId }} {...props} />
                    )}
                  >
                    <bdi>{name}</bdi>
                  </Anchor>
                </Table.Td>
                <Table.Td data-label={t("members")} className="num">
                  {format.number(members)}
                </Table.Td>
                <Table.Td data-label={t("version")} className="num">
                  {version === 0 ? "—" : format.number(version)}
                </Table.Td>
                <Table.Td data-label={t("governs")}>
                  {governsLineIds.length === 0 ? (
                    <Text size="sm" c="dimmed">
                      {t("governsNone")}
                    </Text>
                  ) : (
                    <Group gap={4}>
                      {governsLineIds.map((id) => (
                        <Badge key={id} className="ltr num">
                          {format.digits(numberOf(id))}
                        </Badge>
                      ))}
                    </Group>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
    </Card>
  );
}
