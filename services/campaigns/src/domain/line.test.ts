import { expect, test } from "vitest";
import { asleepAt, carries, senderAt } from "./line.js";

const name = {
  sender: "VTEdu",
  operators: [
    { operator: "VIETTEL", spelling: "VTEdu", active: true },
    { operator: "VINAPHONE", spelling: "VT-Edu", active: true },
    { operator: "MOBIFONE", spelling: "VT.Edu", active: false },
  ],
};

test("[VN-BLK-04] a name is the sender only at operators that have accepted it", () => {
  expect(senderAt(name, "VIETTEL")).toBe("VTEdu");
  expect(senderAt(name, "MOBIFONE")).toBeUndefined();
  expect(senderAt(name, "ITEL")).toBeUndefined();
});

test("[VN-BLK-06] a name goes out in the spelling of each operator", () => {
  expect(senderAt(name, "VINAPHONE")).toBe("VT-Edu");
});

test("a number is the sender at every operator", () => {
  expect(senderAt({ sender: "02191001234", operators: [] }, "MCI")).toBe("02191001234");
});

test("a name sleeps where it is suspended, not where it was refused or never declared", () => {
  const operators = name.operators.map((each) => ({
    ...each,
    asleep: each.operator === "VIETTEL",
  }));
  expect(asleepAt({ operators })).toEqual(["VIETTEL"]);
  expect(asleepAt(name)).toEqual([]);
});

test("[VN-BLK-19] a name carries what it was declared for, and anything while nothing is known", () => {
  const care = { market: "VN", purposes: ["customer_care"] };
  expect(carries(care, "customer_care", "campaign")).toBe(true);
  expect(carries(care, "", "campaign")).toBe(true);
  expect(carries(care, "advertising", "campaign")).toBe(false);
  expect(carries({ ...care, purposes: ["advertising"] }, "", "message")).toBe(false);
  expect(carries({ market: "VN", purposes: [] }, "advertising", "campaign")).toBe(true);
  expect(carries({ market: "VN" }, "advertising", "campaign")).toBe(true);
  expect(carries({ market: "IR", purposes: [] }, "", "campaign")).toBe(true);
});
