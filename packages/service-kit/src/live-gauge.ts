import { Gauge, type Registry } from "prom-client";

/** Who asks for metrics does not wait longer for a store that is away. */
const PATIENCE_MS = 2_000;

/**
 * A number that is read when metrics are asked for, and costs nothing until then. Where it cannot be read it stays what it
 * was, and the other metrics are answered.
 */
export function liveGauge(
  registry: Registry,
  { name, help }: { readonly name: string; readonly help: string },
  read: () => Promise<number>,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      const late = new Promise<undefined>((resolve) => {
        setTimeout(() => resolve(undefined), PATIENCE_MS).unref();
      });
      const value = await Promise.race([read().catch(() => undefined), late]);
      if (value !== undefined) this.set(value);
    },
  });
}
