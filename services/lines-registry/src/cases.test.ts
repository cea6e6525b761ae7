import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cases } from "./cases.js";

type Case = {
  readonly id: string;
  readonly kind: string;
  readonly note?: string;
  readonly input: unknown;
  readonly expected: Readonly<Record<string, unknown>>;
};

const file = new URL("../../../e2e/cases/public.json", import.meta.url);
const published = JSON.parse(readFileSync(file, "utf8")) as { readonly cases: readonly Case[] };
const ours = published.cases.filter(({ kind }) => Object.hasOwn(cases, kind));

/** Lists are sets, and an amount is an integer however it is held [e2e/cases/README.md]. */
const comparable = (value: unknown): unknown => {
  if (typeof value === "bigint") return Number(value);
  return Array.isArray(value) ? [...value].sort() : value;
};
const plain = (answer: object) =>
  Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, comparable(value)]));

test("the public cases of every kind of ours are there", () => {
  expect(new Set(ours.map(({ kind }) => kind))).toEqual(new Set(Object.keys(cases)));
});

test.each(ours.map((known) => [known.id, known] as const))("%s", (_, { kind, input, expected }) => {
  expect(plain(cases[kind]!(input) as object)).toEqual(plain(expected));
});
