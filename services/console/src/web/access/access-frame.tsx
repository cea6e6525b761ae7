import {
  Anchor,
  Box,
  Center,
  Group,
  List,
  Paper,
  Stack,
  Text,
  ThemeIcon,
  Title,
} from "@mantine/core";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { LanguageSwitch } from "../parts/language-switch.js";
import { Brand } from "../shell/brand.js";
import classes from "./access-frame.module.css";

/** The frame of everyone who is not logged in: what the product promises, and the form. */
export function AccessFrame({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const t = useTranslations("access");
  return (
    <div className={classes["frame"]}>
      <title>{`${title} · Whiteline`}</title>
      <Box component="aside" className={classes["side"] ?? ""} visibleFrom="md">
        <Stack gap="xl" maw={420}>
          <Text size="1.7rem" fw={650} lh={1.45}>
            {t("promise")}
          </Text>
          <List
            spacing="sm"
            icon={
              <ThemeIcon size={24} radius="xl" color="harbour.5">
                <Check size={15} aria-hidden />
              </ThemeIcon>
            }
          >
            <List.Item>{t("promiseChecklist")}</List.Item>
            <List.Item>{t("promiseOnce")}</List.Item>
            <List.Item>{t("promiseReasons")}</List.Item>
          </List>
        </Stack>
      </Box>
      <main className={classes["main"]}>
        <Group justify="space-between" component="header">
          <Anchor href="/" aria-label="Whiteline" underline="never">
            <Brand />
          </Anchor>
          <LanguageSwitch />
        </Group>
        <Center flex={1} py="xl">
          <Paper w="100%" maw={440} className={classes["paper"] ?? ""}>
            <Stack gap="lg">
              <div>
                <Title order={1} size="h2">
                  {title}
                </Title>
                {lead !== undefined && <Text c="dimmed">{lead}</Text>}
              </div>
              {children}
            </Stack>
          </Paper>
        </Center>
      </main>
    </div>
  );
}
