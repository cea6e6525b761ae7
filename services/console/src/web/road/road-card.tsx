import { Card, Stack, Table, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";

/** One matter of the road under its name. */
export function RoadCard({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}

/** A table whose cells stand one below the other on a telephone. */
export function RoadTable({
  heads,
  children,
}: {
  readonly heads: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={680}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Scrollable>
  );
}
