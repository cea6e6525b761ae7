import { expect, test } from "vitest";
import { asTenant, counts, price, pricing, rial } from "./world.js";

test("a tenant asks the price of parts; counts that mean nothing are refused", async () => {
  await using it = await pricing();
  const ask = (asked: typeof counts) =>
    it
      .client()
      .quote(
        { tenantId: "t1", providerId: "asanak", family: "landline_021", counts: asked },
        asTenant("t1"),
      );
  expect((await ask(counts)).outcome).toMatchObject({
    $case: "quote",
    value: { total: rial(price) },
  });
  for (const wrong of [[], [{ ...counts[0]!, segments: 0 }], [{ ...counts[0]!, messages: -1n }]]) {
    await expect(ask(wrong)).rejects.toMatchObject({ kind: "invalid", reason: "COUNTS_INVALID" });
  }
});
