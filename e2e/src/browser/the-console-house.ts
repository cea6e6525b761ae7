import { inject } from "vitest";

import type { ConsoleHouse } from "./console-house.js";

declare module "vitest" {
  // A declaration can be merged only as an interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface ProvidedContext {
    consoleHouse: ConsoleHouse;
  }
}

/** The house that every journey of the project "browser" shares. */
export function theConsoleHouse(): ConsoleHouse {
  return inject("consoleHouse");
}
