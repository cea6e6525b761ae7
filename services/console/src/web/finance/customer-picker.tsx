import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useCustomerNames, useCustomerSearch } from "./use-customer-names.js";

/** A customer, found by a part of its name. */
export function CustomerPicker({
  label,
  description,
  value,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  /** A tenant's id; "" = nobody. */
  readonly value: string;
  readonly onChange: (tenantId: string) => void;
}) {
  const t = useTranslations("finance");
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, 250);
  const nameOf = useCustomerNames([value]);
  const chosen = value === "" ? "" : nameOf(value);
  const found = useCustomerSearch(settled === chosen ? "" : settled);
  const others = (found.data ?? []).filter(({ tenantId }) => tenantId !== value);
  return (
    <Select
      label={label}
      description={description}
      placeholder={t("findCustomer")}
      searchable
      clearable
      nothingFoundMessage={t("noCustomerFound")}
      clearButtonProps={{ "aria-label": t("clearCustomer") }}
      data={[
        ...(value === "" ? [] : [{ value, label: chosen }]),
        ...others.map(({ tenantId, name }) => ({ value: tenantId, label: name })),
      ]}
      // What fits was found by the provider's own list; an id that was pasted is found as well.
      filter={({ options }) => options}
      value={value === "" ? null : value}
      onChange={(chosenId) => onChange(chosenId ?? "")}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}
