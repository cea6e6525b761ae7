import { AsyncLocalStorage } from "node:async_hooks";

/** Thrown when the configuration was read and nothing else was asked for. */
class ConfigHolds extends Error {
  override readonly name = "ConfigHolds";
}

const checking = new AsyncLocalStorage<true>();

/**
 * Runs `start` as far as {@link runService}, which every service calls right after its configuration was parsed.
 *
 * @throws ConfigError when the configuration cannot be used.
 */
export async function checkConfig(start: () => Promise<unknown>): Promise<void> {
  try {
    await checking.run(true, start);
  } catch (error) {
    if (!(error instanceof ConfigHolds)) throw error;
  }
}

/** Ends a start that was asked to check the configuration only. */
export function stopAtConfigCheck(): void {
  if (checking.getStore()) throw new ConfigHolds();
}
