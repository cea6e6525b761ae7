import { expect, test } from "vitest";
import { findDisguises, joinSplitWords } from "./disguise.js";

test.each([
  ["Kampany\u0430", [{ code: "look_alike", at: 7, found: "U+0430", looksLike: "a" }]],
  ["\u0421upon", [{ code: "look_alike", at: 0, found: "U+0421", looksLike: "c" }]],
  ["s\u03b1le", [{ code: "look_alike", at: 1, found: "U+03B1", looksLike: "a" }]],
  ["تخفې\u0641", [{ code: "look_alike", at: 3, found: "U+06D0", looksLike: "ی" }]],
  ["ind\u200birim", [{ code: "zero_width", at: 3, found: "U+200B", looksLike: "" }]],
  ["in\u00addirim", [{ code: "zero_width", at: 2, found: "U+00AD", looksLike: "" }]],
  ["کد \u202eشما", [{ code: "direction_override", at: 3, found: "U+202E", looksLike: "" }]],
  ["s a l e", [{ code: "split_word", at: 0, found: "U+0020", looksLike: "" }]],
  ["بر*نده", [{ code: "split_word", at: 2, found: "U+002A", looksLike: "" }]],
])("%s is seen through", (text, disguises) => {
  expect(findDisguises(text)).toEqual(disguises);
});

test.each([
  "می‌شود و نمی‌خواهم", // half spaces of honest Persian
  "كتاب جديد رسيد", // an Arabic keyboard
  "کد\u200f شما 12", // marks that editors set beside numbers
  "Ma OTP la 7741, A B C",
  "Заказ отправлен", // a text that is Russian all over hides nothing
  "👨\u200d👩\u200d👧 merhaba",
  "Hesabınızdan 150 TL çekildi",
])("%s is honest", (text) => {
  expect(findDisguises(text)).toEqual([]);
});

test("words are read through what parts their letters, and codes stay codes", () => {
  expect(joinSplitWords("i n d i r i m basladi")).toBe("indirim basladi");
  expect(joinSplitWords("1ndirim ve k4mpanya")).toBe("indirim ve kampanya");
  expect(joinSplitWords("kod 4471, ref h8812, tk1923")).toBe("");
});
