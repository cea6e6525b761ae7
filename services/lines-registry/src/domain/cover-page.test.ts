import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { machineOf } from "./application.js";

test.each(["IR", "TR", "VN"] as const)(
  "the cover sheet of %s calls every state, step and actor in the market's language",
  (code) => {
    const pack = market(code);
    const { said } = pack.coverSheet;
    const machines = pack.families.flatMap(({ id }) =>
      ([undefined, "to_advertising", "transfer", "purposes"] as const).flatMap(
        (kind) => machineOf(pack, id, kind) ?? [],
      ),
    );
    const words = machines.flatMap(({ states, transitions }) => [
      ...states.map(({ name }) => name),
      ...transitions.flatMap(({ event, actor }) => [event, actor]),
    ]);
    expect([...new Set(words)].filter((word) => said[word] === undefined)).toEqual([]);
  },
);
