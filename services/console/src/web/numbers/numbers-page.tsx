import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { LinkButton } from "../parts/link-button.js";
import { LinkTabs } from "../parts/link-tabs.js";
import { Page } from "../parts/page.js";
import { sendersLabel } from "../shell/nav-entries.js";
import { TransferDialog } from "./transfer-dialog.js";

/** The senders of the company: those it has, those it asks for, and how to ask. */
export function NumbersPage() {
  const t = useTranslations("numbers");
  const shell = useTranslations("shell");
  const { data: me } = useSuspenseQuery(meQuery);
  const [bringing, setBringing] = useState(false);
  const title = shell(sendersLabel(me));
  return (
    <Page
      title={title}
      lead={t("lead")}
      actions={
        me.permissions.includes("lines:write") && (
          <>
            {me.market === "IR" && (
              <Button variant="default" onClick={() => setBringing(true)}>
                {t("transfer")}
              </Button>
            )}
            <LinkButton to="/request" leftSection={<Plus size={17} aria-hidden />}>
              {t("newRequest")}
            </LinkButton>
          </>
        )
      }
    >
      <LinkTabs
        label={title}
        tabs={[
          { to: "/numbers", label: t("tabLines"), exact: true },
          {
            to: "/numbers/requests",
            label: t(me.market === "IR" ? "tabServiceRequests" : "tabRequests"),
          },
          ...(me.market === "VN"
            ? [{ to: "/numbers/spelling", label: t("tabSpelling") } as const]
            : []),
        ]}
      />
      <Outlet />
      {bringing && <TransferDialog onClose={() => setBringing(false)} />}
    </Page>
  );
}
