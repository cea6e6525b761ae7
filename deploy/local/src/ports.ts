import { readFile, writeFile } from "node:fs/promises";

import { freePort, isPortFree, PortTakenError } from "@whiteline/testkit";
import { z } from "zod";

const portsShape = z.record(z.string(), z.number().int());

export type Ports = Readonly<Record<string, number>>;

/**
 * A port for every name: the demanded one, else the one of last time if it is still free, else a free one.
 * So addresses stay the same from start to start.
 * @throws PortTakenError when a demanded port is occupied.
 */
export async function keepPorts(
  file: string,
  names: readonly string[],
  demanded: Readonly<Record<string, number>> = {},
): Promise<Ports> {
  const before = await readPorts(file);
  const ports: Record<string, number> = {};
  const used = new Set(Object.values(demanded));
  for (const name of names) {
    const port = await choosePort(name, { demanded: demanded[name], before: before[name], used });
    ports[name] = port;
    used.add(port);
  }
  await writeFile(file, JSON.stringify({ ...before, ...ports }, undefined, 2));
  return ports;
}

async function choosePort(
  name: string,
  choice: {
    readonly demanded: number | undefined;
    readonly before: number | undefined;
    readonly used: ReadonlySet<number>;
  },
): Promise<number> {
  const { demanded, before, used } = choice;
  if (demanded !== undefined) {
    if (!(await isPortFree(demanded))) throw new PortTakenError(name, demanded);
    return demanded;
  }
  if (before !== undefined && !used.has(before) && (await isPortFree(before))) return before;
  return freePort();
}

async function readPorts(file: string): Promise<Ports> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  const parsed = portsShape.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : {};
}
