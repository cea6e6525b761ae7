import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

/** Says what became of somebody's word on a customer's money: it is kept, or waits for a second person. */
export function useSaid(tenantId: string): (waits: boolean) => Promise<void> {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const queries = useQueryClient();
  return async (waits) => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["customers", tenantId] }),
      queries.invalidateQueries({ queryKey: ["proposals"] }),
    ]);
    notifications.show(
      waits
        ? { message: t("waitsForSecond"), color: "yellow", autoClose: 10_000 }
        : { message: common("saved"), color: "green" },
    );
  };
}
