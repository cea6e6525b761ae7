import { Alert, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { components } from "../api/gen/schema.js";
import { isolated } from "../language/isolated.js";
import { useFormat } from "../language/use-format.js";

/** Whose customer one is, or that an invitation waits or was refused; nothing for the provider's own customer. */
export function OwnResellerCard({
  own: { resellerId, resellerName, since, effectiveFrom, joining },
}: {
  readonly own: components["schemas"]["OwnReseller"];
}) {
  const t = useTranslations("money");
  const format = useFormat();
  if (resellerId !== undefined) {
    const from = effectiveFrom === undefined ? since : `${effectiveFrom}T12:00:00Z`;
    const day = from === undefined ? "—" : format.date(from);
    return (
      <Alert title={t("ownReseller")}>
        <Text size="sm">
          {t("ownResellerText", { name: isolated(resellerName ?? resellerId), day })}
        </Text>
      </Alert>
    );
  }
  if (joining === undefined) return null;
  const name = isolated(joining.resellerName ?? joining.resellerId);
  if (joining.state === "accepted") {
    return (
      <Alert color="orange" title={t("invited_accepted")}>
        <Text size="sm">{t("joinWaits", { name })}</Text>
      </Alert>
    );
  }
  if (joining.state !== "refused") return null;
  return (
    <Alert color="red" title={t("invited_refused")}>
      <Text size="sm">{t("joinRefused", { name, reason: isolated(joining.reason ?? "—") })}</Text>
    </Alert>
  );
}
