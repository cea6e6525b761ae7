import { markets } from "@whiteline/markets";
import { expect, test } from "vitest";
import { admitWhatWaits } from "./admit-at-once.js";

type Parts = Parameters<typeof admitWhatWaits>[0];

const pack = markets.get("IR", "2026-11-30");

function sweepOver(providers: readonly string[], withSender: readonly string[]) {
  const asked: string[] = [];
  const read: string[] = [];
  const faults: string[] = [];
  const parts = {
    now: () => new Date("2026-11-30T08:00:00Z"),
    packs: { ofProvider: () => pack },
    lines: {
      commonLine: async (providerId: string) => {
        asked.push(providerId);
        if (providerId === "broken") throw new Error("the store is away");
        return withSender.includes(providerId) ? { number: "50004000" } : undefined;
      },
    },
    applications: {
      providers: async () => providers,
      casesOf: async (providerId: string, states: readonly string[], families: string[]) => {
        read.push(`${providerId} ${families.join()} ${states.join()}`);
        return [];
      },
    },
    log: { error: ({ providerId }: { readonly providerId: string }) => faults.push(providerId) },
  } as unknown as Parts;
  return { sweep: admitWhatWaits(parts), asked, read, faults };
}

test("cases that wait for a common sender are not read until the provider has one", async () => {
  const { sweep, asked, read } = sweepOver(["without", "with"], ["with"]);
  await sweep(new AbortController().signal);
  expect(new Set(asked)).toEqual(new Set(["without", "with"]));
  expect(read).toHaveLength(1);
  expect(read[0]).toMatch(/^with \S*shared_pattern\S* \S*provider_review/u);
});

test("a provider with which something is wrong keeps no later one from its turn", async () => {
  const { sweep, read, faults } = sweepOver(["broken", "with"], ["with"]);
  await sweep(new AbortController().signal);
  expect(faults).toEqual(["broken"]);
  expect(read).toHaveLength(1);
});

test("a sweep that is to stop asks no further provider", async () => {
  const { sweep, asked } = sweepOver(["with"], ["with"]);
  await sweep(AbortSignal.abort());
  expect(asked).toEqual([]);
});
