import { setTimeout as pause } from "node:timers/promises";

import type { CallContext } from "nice-grpc";
import { HealthServiceImpl, HealthState } from "nice-grpc-server-health";

type Check = () => boolean | Promise<boolean>;

/** A check that gives no answer for this long has failed. */
const PATIENCE_MS = 5_000;

/** Collects the checks of a service and answers for them, over HTTP and as grpc.health.v1. */
export function createHealth() {
  const checks = new Map<string, Check>();
  const state = HealthState();
  const service = HealthServiceImpl(state);
  let draining = false;

  const findFaults = async (): Promise<readonly string[]> => {
    const results = await Promise.all(
      [...checks].map(async ([name, check]) => ((await passes(check)) ? [] : [name])),
    );
    const failed = draining ? ["draining"] : results.flat();
    state.setStatus(failed.length === 0 ? "healthy" : "unhealthy");
    return failed;
  };

  return {
    add: (name: string, check: Check): void => void checks.set(name, check),
    drain(): void {
      draining = true;
      state.setStatus("unhealthy");
    },
    findFaults,
    service: {
      ...service,
      async check(request: { readonly service: string }, context: CallContext) {
        await findFaults();
        return service.check(request, context);
      },
    },
  };
}

async function passes(check: Check): Promise<boolean> {
  const patience = new AbortController();
  const late = pause(PATIENCE_MS, false, { signal: patience.signal }).catch(() => false);
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    patience.abort();
  }
}
