import { Anchor, Center } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslations } from "use-intl";

import { Empty } from "../parts/empty.js";

/** What an address leads to that the console does not have. */
export function NotFoundPage() {
  const t = useTranslations("common");
  return (
    <Center component="main" mih="70dvh">
      <Empty
        icon={Compass}
        title={t("pageNotFound")}
        action={<Anchor renderRoot={(props) => <Link to="/" {...props} />}>{t("toStart")}</Anchor>}
      />
    </Center>
  );
}
