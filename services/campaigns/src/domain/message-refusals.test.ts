import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { limitReached } from "./message-refusals.js";

test("a limit that is reached is refused with the rule of its market and traffic", () => {
  const vietnam = market("VN");
  expect(limitReached(["blacklisted", "frequency_cap"], vietnam, "advertising")).toMatchObject({
    code: "frequency_cap",
    source: expect.stringContaining("Decree 91/2020"),
    remedy: expect.stringContaining("/v1/sending-limits"),
  });
  expect(limitReached(["same_text_same_day"], market("TR"), "")).toMatchObject({
    source: expect.stringContaining("research/peers.md"),
  });
  expect(limitReached(["blacklisted"], vietnam, "advertising")).toBeUndefined();
});
