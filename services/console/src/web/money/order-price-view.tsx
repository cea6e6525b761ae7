import { Group, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Money } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { SourceNote } from "../parts/source-note.js";
import type { OrderPrice } from "./queries.js";

/** What an order costs: its price, each discount, the tax inside, and what enters the wallet for it. */
export function OrderPriceView({ price }: { readonly price: OrderPrice }) {
  const t = useTranslations("money");
  const format = useFormat();
  const { value, price: before, discounts, toPay, tax, taxPercent, source } = price;
  return (
    <Stack gap={4} aria-live="polite">
      {before !== undefined && <Line label={t("priceBefore")} amount={before} />}
      {discounts.map(({ kind, code, percent, amount, source: from }) => (
        <div key={`${kind} ${code ?? ""}`}>
          <Line
            label={t(kind === "code" ? "discountByCode" : "discountByVolume", {
              percent: format.number(percent),
              code: code ?? "",
            })}
            amount={amount}
            minus
          />
          <SourceNote source={from} />
        </div>
      ))}
      {toPay !== undefined && <Line label={t("toPay")} amount={toPay} strong />}
      {tax !== undefined && (
        <Line
          label={t("taxInside", { percent: format.number(taxPercent ?? 0) })}
          amount={tax}
          dimmed
        />
      )}
      {value !== undefined && <Line label={t("enters")} amount={value} />}
      <SourceNote source={source} />
    </Stack>
  );
}

function Line({
  label,
  amount,
  strong = false,
  minus = false,
  dimmed = false,
}: {
  readonly label: string;
  readonly amount: Money | undefined;
  readonly strong?: boolean;
  readonly minus?: boolean;
  readonly dimmed?: boolean;
}) {
  const format = useFormat();
  const look = { size: "sm", fw: strong ? 700 : 400, ...(dimmed && { c: "dimmed" }) } as const;
  return (
    <Group justify="space-between" gap="xs">
      <Text {...look}>{label}</Text>
      <Text {...look} className="num">
        {amount === undefined ? "—" : `${minus ? "\u200e−" : ""}${format.money(amount)}`}
      </Text>
    </Group>
  );
}
