import type { DatedCreditPrice } from "@whiteline/contracts/pricing/v1/credit_prices";
import type { z } from "zod";

import type * as shapes from "../shapes/credit-prices.js";
import { fromTime, given, maybeMoney, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export const toCreditPrice = (body: Json<"newCreditPrice">): DatedCreditPrice => ({
  tenantId: body.tenantId ?? "",
  perCredit: body.perCredit && toMoney(body.perCredit),
  effectiveFrom: body.effectiveFrom,
  reference: body.reference,
  ...{ proposedBy: "", setBy: "", setAt: undefined },
});

export const fromCreditPrice = (price: DatedCreditPrice): Json<"creditPrice"> => ({
  tenantId: given(price.tenantId),
  perCredit: maybeMoney(price.perCredit),
  effectiveFrom: price.effectiveFrom,
  reference: given(price.reference),
  proposedBy: price.proposedBy,
  setBy: price.setBy,
  setAt: fromTime(price.setAt),
});
