import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { advanceTemplate } from "./template-state.js";

const iran = market("IR");

test("a registered template waits for the expert, who approves or rejects it", () => {
  expect(advanceTemplate(iran, undefined, "submit")).toBe("under_review");
  expect(advanceTemplate(iran, "under_review", "approve")).toBe("approved");
  expect(advanceTemplate(iran, "under_review", "reject")).toBe("rejected");
});

test("what was decided is not decided again: approved templates may be kept in memory", () => {
  for (const state of ["approved", "rejected"]) {
    expect(advanceTemplate(iran, state, "approve")).toBeUndefined();
    expect(advanceTemplate(iran, state, "reject")).toBeUndefined();
  }
});

test("Türkiye and Vietnam take templates too, reviewed the same way", () => {
  for (const pack of [market("TR"), market("VN")]) {
    expect(advanceTemplate(pack, undefined, "submit")).toBe("under_review");
    expect(advanceTemplate(pack, "under_review", "approve")).toBe("approved");
  }
});

test("a market whose pack has no such process takes no templates", () => {
  const none = { ...iran, templateReview: null };
  expect(advanceTemplate(none, undefined, "submit")).toBeUndefined();
});
