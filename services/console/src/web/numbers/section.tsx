import { Card, Group, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { useFormat } from "../language/use-format.js";

/** One numbered part of a request. */
export function Section({
  number,
  title,
  lead,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const format = useFormat();
  return (
    <Card component="section">
      <Stack>
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <ThemeIcon radius="xl" size={30} variant="light">
            <Text fw={700} size="sm">
              {format.number(number)}
            </Text>
          </ThemeIcon>
          <div>
            <Title order={2} size="h4">
              {title}
            </Title>
            {lead !== undefined && (
              <Text size="sm" c="dimmed">
                {lead}
              </Text>
            )}
          </div>
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
