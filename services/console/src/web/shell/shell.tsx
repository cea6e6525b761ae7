import { Alert, AppShell, Box, Burger, Button, Group, NavLink, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { LanguageSwitch } from "../parts/language-switch.js";
import { Brand } from "./brand.js";
import css from "./shell.module.css";
import { isWithin, navEntries } from "./nav-entries.js";

/** The frame of everyone who is logged in: places on one side, who one is on top. */
export function Shell() {
  const t = useTranslations("shell");
  const [opened, { toggle, close }] = useDisclosure();
  const { data: me } = useSuspenseQuery(meQuery);
  const { pathname } = useLocation();
  const names = usePackNames();
  const who = me.person?.name ?? me.tenant?.name ?? me.providerId;
  const where =
    me.kind === "staff"
      ? t("staffOf", { provider: names.party(me.providerId) })
      : (me.tenant?.name ?? "");
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding="lg"
    >
      <a href="#content" className="skip">
        {t("skip")}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t("menu")}
            />
            <Brand />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Box ta="end" visibleFrom="sm">
              <Text size="sm" fw={600} lh={1.3}>
                <bdi>{who}</bdi>
              </Text>
              {where !== who && (
                <Text size="xs" c="dimmed" lh={1.3}>
                  <bdi>{where}</bdi>
                </Text>
              )}
            </Box>
            <LanguageSwitch />
            <LogoutButton />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t("menu")}>
        <Stack gap={4}>
          {navEntries
            .filter(({ isFor }) => isFor(me))
            .map((entry) => {
              const { to, label, icon: Icon } = entry;
              const active = isWithin(entry, pathname);
              return (
                <NavLink
                  key={to}
                  renderRoot={(props) => <Link to={to} {...props} />}
                  active={active}
                  {...(active && { "aria-current": "page" as const })}
                  label={t(label(me))}
                  leftSection={<Icon size={19} aria-hidden />}
                  onClick={close}
                  style={{ borderRadius: "var(--mantine-radius-md)" }}
                />
              );
            })}
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: "none" }}>
        <Box maw={1280} mx="auto">
          {me.tenant?.status === "suspended" && (
            <Alert color="orange" mb="md">
              {t("suspended")}
            </Alert>
          )}
          <Outlet />
        </Box>
      </AppShell.Main>
    </AppShell>
  );
}

function LogoutButton() {
  const t = useTranslations("shell");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const logout = useMutation({
    mutationFn: () => api.DELETE("/v1/sessions/current"),
    // Also when the session was over already: what is on the screen must go.
    onSettled: async () => {
      queries.clear();
      await navigate({ to: "/login" });
    },
  });
  return (
    <Button
      variant="subtle"
      color="gray"
      c="gray.8"
      size="sm"
      className={css["narrow"] ?? ""}
      leftSection={<LogOut size={18} className="mirror" aria-hidden />}
      loading={logout.isPending}
      aria-label={t("logout")}
      onClick={() => logout.mutate()}
    >
      <Box visibleFrom="sm">{t("logout")}</Box>
    </Button>
  );
}
