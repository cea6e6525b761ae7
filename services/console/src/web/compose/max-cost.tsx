import { Alert } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Money } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { MoneyField } from "../money/money-field.js";
import { isWithinMax } from "./within-max.js";

/** The most that the sending may cost: above it nothing is sent. */
export function MaxCost({
  currency,
  value,
  total,
  onChange,
}: {
  readonly currency: string;
  readonly value: string;
  readonly total: Money | undefined;
  readonly onChange: (typed: string) => void;
}) {
  const t = useTranslations("cost");
  const common = useTranslations("common");
  const format = useFormat();
  return (
    <>
      <MoneyField
        label={`${t("maxCost")} (${common("optional")})`}
        hint={t("maxCostHint")}
        currency={currency}
        value={value}
        onChange={onChange}
      />
      {total !== undefined && !isWithinMax(value, total) && (
        <Alert color="red" role="alert">
          {t("overMax", { amount: format.money(total) })}
        </Alert>
      )}
    </>
  );
}
