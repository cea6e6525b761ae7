import { NumberInput } from "@mantine/core";
import { useTranslations } from "use-intl";

/** At most so many messages a minute; "" = as fast as the operators take them. */
export function PaceField({
  value,
  onChange,
}: {
  readonly value: number | string;
  readonly onChange: (pace: number | string) => void;
}) {
  const t = useTranslations("compose");
  return (
    <NumberInput
      label={t("pace")}
      description={t("paceHint")}
      maw={320}
      min={1}
      allowDecimal={false}
      value={value}
      onChange={onChange}
    />
  );
}
