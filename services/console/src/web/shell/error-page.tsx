import { Button, Center } from "@mantine/core";
import { RotateCcw, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";

import { Empty } from "../parts/empty.js";

/** What stands in the place of a screen that broke, or whose part did not arrive: a way to load it anew. */
export function ErrorPage() {
  const t = useTranslations("common");
  return (
    <Center component="main" mih="70dvh" role="alert">
      <Empty
        icon={TriangleAlert}
        title={t("screenBroke")}
        text={t("screenBrokeText")}
        action={
          <Button
            leftSection={<RotateCcw size={17} aria-hidden />}
            onClick={() => window.location.reload()}
          >
            {t("reload")}
          </Button>
        }
      />
    </Center>
  );
}
