import { Anchor, Box, Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { LanguageSwitch } from "../parts/language-switch.js";
import { LinkButton } from "../parts/link-button.js";
import { Brand } from "../shell/brand.js";

/** A screen for whoever comes by: the way in on top, what is told below. */
export function VisitorFrame({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) {
  const t = useTranslations("visitor");
  const complain = useTranslations("complain");
  return (
    <Box px={{ base: "md", sm: "xl" }} py="md" maw={1280} mx="auto">
      <title>{`${title} · Whiteline`}</title>
      <Group justify="space-between" component="header" mb="xl">
        <Group gap="lg">
          <Anchor href="/" aria-label="Whiteline" underline="never">
            <Brand />
          </Anchor>
          <Group component="nav" gap="md" aria-label={t("places")}>
            <Anchor size="sm" renderRoot={(props) => <Link to="/offers" search={{}} {...props} />}>
              {t("offersPlace")}
            </Anchor>
            <Anchor size="sm" renderRoot={(props) => <Link to="/tariffs" search={{}} {...props} />}>
              {t("tariffsPlace")}
            </Anchor>
            <Anchor size="sm" renderRoot={(props) => <Link to="/complain" {...props} />}>
              {complain("place")}
            </Anchor>
          </Group>
        </Group>
        <Group gap="xs">
          <LanguageSwitch />
          <Button variant="subtle" renderRoot={(props) => <Link to="/login" {...props} />}>
            {t("login")}
          </Button>
          <LinkButton to="/sign-up">{t("signUp")}</LinkButton>
        </Group>
      </Group>
      <main>
        <Title order={1} size="h2">
          {title}
        </Title>
        <Text c="dimmed" mb="lg" maw={720}>
          {lead}
        </Text>
        {children}
      </main>
    </Box>
  );
}
