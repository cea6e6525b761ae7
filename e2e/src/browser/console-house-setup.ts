import type { TestProject } from "vitest/node";

import { openConsoleHouse } from "./console-house.js";
import type {} from "./the-console-house.js";

/** One house for every journey; each finds it by `theConsoleHouse()`. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const house = await openConsoleHouse();
  const { apiUrl, consoleUrl, deskKeys, simulatorControl, bus } = house;
  project.provide("consoleHouse", { apiUrl, consoleUrl, deskKeys, simulatorControl, bus });
  return async () => house[Symbol.asyncDispose]();
}
