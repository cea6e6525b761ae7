import { expect, test } from "vitest";

import { rulesOfType, suitsSender, type MessageType } from "../src/web/compose/message-type.js";

const flash: MessageType = {
  type: "flash",
  maxParts: 1,
  popsUp: true,
  answerable: false,
  senderDigits: [],
};
const interactive: MessageType = { type: "interactive", popsUp: false, senderDigits: [4, 10] };
const turkey = {
  market: "TR",
  alphabets: [
    { alphabet: "gsm7" as const, accents: true, printed: [], maxParts: 7 },
    { alphabet: "ucs2" as const, accents: true, printed: [], maxParts: 0 },
  ],
  suffixRoom: 5,
  traffic: [],
  messageTypes: [flash, interactive, { ...interactive, type: "long", maxChars: 1024 }],
};

test("a flash message is counted to one part, and an alphabet that is not sent stays closed", () => {
  expect(rulesOfType(turkey, "flash").alphabets.map(({ maxParts }) => maxParts)).toEqual([1, 0]);
});

test("a long message has its own longest text, and who names no kind has the market's rules", () => {
  expect(rulesOfType(turkey, "long").maxChars).toBe(1024);
  expect(rulesOfType(turkey, "")).toEqual(turkey);
});

test("an interactive message comes from a number of 4 or 10 digits, never from a title", () => {
  expect(suitsSender(interactive, "3344")).toBe(true);
  expect(suitsSender(interactive, "8501234567")).toBe(true);
  expect(suitsSender(interactive, "850123")).toBe(false);
  expect(suitsSender(interactive, "ORNEK")).toBe(false);
  expect(suitsSender(flash, "ORNEK")).toBe(true);
});
