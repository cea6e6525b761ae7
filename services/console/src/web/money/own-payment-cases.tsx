import { Alert, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { paymentsToShow } from "./payments-to-show.js";
import { paymentCasesQuery, type PaymentCase } from "./queries.js";
import { WhyPayment } from "./why-payment.js";

/** Payments of one's own that came twice, too late or wrong and wait, or went back lately; nothing where there are none. */
export function OwnPaymentCases() {
  const t = useTranslations("money");
  const { data: cases = [] } = useQuery(paymentCasesQuery());
  const shown = paymentsToShow(cases, new Date());
  if (shown.length === 0) return null;
  return (
    <Alert
      component="section"
      aria-label={t("payments")}
      color={shown.some(({ status }) => status === "open") ? "orange" : "gray"}
      icon={<CircleAlert size={20} aria-hidden />}
      title={t("payments")}
    >
      <Stack gap="sm">
        {shown.map((each) => (
          <Payment key={each.caseId} payment={each} />
        ))}
      </Stack>
    </Alert>
  );
}

function Payment({
  payment: { amount, cameAt, why, status, reference = "" },
}: {
  readonly payment: PaymentCase;
}) {
  const t = useTranslations("money");
  const format = useFormat();
  return (
    <div>
      <Text size="sm" fw={600}>
        <span className="num">{amount === undefined ? "—" : format.money(amount)}</span>
        {cameAt !== undefined && ` · ${format.dateTime(cameAt)}`}
      </Text>
      <Text size="sm">
        <WhyPayment why={why} />{" "}
        {status === "open" ? t("payment_open") : t("payment_refunded", { reference })}
      </Text>
    </div>
  );
}
