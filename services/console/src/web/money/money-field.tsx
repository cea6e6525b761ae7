import { Text, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import { toMinor } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";

/** An amount as it is typed, and below it the amount that was understood, so that no zero slips; else its currency. */
export function MoneyField({
  label,
  currency,
  value,
  onChange,
  error,
  hint,
  required = false,
}: {
  readonly label: string;
  readonly currency: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly required?: boolean;
}) {
  const t = useTranslations("money");
  const format = useFormat();
  const minor = toMinor(value, currency);
  const wrong = value.trim() !== "" && minor === undefined ? t("amountInvalid") : undefined;
  return (
    <TextInput
      label={label}
      description={hint}
      inputMode="decimal"
      autoComplete="off"
      required={required}
      value={value}
      onChange={({ currentTarget: { value: typed } }) => onChange(typed)}
      error={error ?? wrong}
      inputWrapperOrder={["label", "description", "input", "error"]}
      styles={{ input: { textAlign: "start" } }}
      rightSectionWidth={0}
      inputContainer={(input) => (
        <>
          {input}
          <Text size="xs" mt={4} className="num" aria-live="polite">
            {minor === undefined ? format.currency(currency) : format.money({ currency, minor })}
          </Text>
        </>
      )}
    />
  );
}
