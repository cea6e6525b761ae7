import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, test, vi } from "vitest";

import { bind, startOperator, PATIENT } from "./operator.js";

vi.setConfig({ testTimeout: 30_000 });
const eventually = <T>(probe: () => T) => expect.poll(probe, PATIENT);

const directory = mkdtempSync(join(tmpdir(), "operator-simulator-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("a script", () => {
  const scripted = (script: unknown) => {
    const path = join(directory, `script-${String((scripts += 1))}.json`);
    writeFileSync(path, JSON.stringify(script));
    return startOperator({ SCRIPT_FILE: path });
  };
  let scripts = 0;
  const behaviour = async (operator: Awaited<ReturnType<typeof scripted>>) => {
    const { accounts } = (await operator.stats()) as {
      accounts: Record<string, { binds: number; behaviour: object }>;
    };
    return accounts["wl-mci"];
  };

  test("changes the operator at its times, towards whom it says, round after round", async () => {
    await using operator = await scripted({
      everyMs: 60_000,
      steps: [
        { atMs: 0, temperament: "prompt" },
        { atMs: 20_000, systemId: "wl-mci", throttle: 50 },
        { atMs: 30_000, systemId: "wl-tr", hexIds: true },
        { atMs: 40_000, drop: true },
      ],
    });
    await bind(operator.smppPort);
    const throttle = async () => (await behaviour(operator))?.behaviour;
    expect(await throttle()).toMatchObject({ throttle: 0, hexIds: false });
    operator.pass(20_010);
    await eventually(throttle).toMatchObject({ throttle: 50 });
    operator.pass(10_000);
    await eventually(operator.stats).toMatchObject({
      accounts: { "wl-tr": { behaviour: { hexIds: true } } },
    });
    expect(await throttle()).toMatchObject({ hexIds: false });
    operator.pass(10_000);
    await eventually(() => behaviour(operator)).toMatchObject({ binds: 0 });
    operator.pass(20_010);
    await eventually(throttle).toMatchObject({ throttle: 0 });
    operator.pass(20_010);
    await eventually(throttle).toMatchObject({ throttle: 50 });
  });

  test("that is no script is refused before the operator opens, with what would be right", async () => {
    await expect(scripted({ steps: [{ atMs: 0, blackhole: "perhaps" }] })).rejects.toThrow(
      "SCRIPT_FILE: blackhole: true or false",
    );
    await expect(scripted({ steps: [{ atMs: 0, mood: "bad" }] })).rejects.toThrow(
      "SCRIPT_FILE: mood: no such setting",
    );
    await expect(startOperator({ SCRIPT_FILE: join(directory, "none.json") })).rejects.toThrow(
      "give the path of a JSON file",
    );
  });
});
