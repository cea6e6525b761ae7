import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { OPERATOR_ROUTES } from "@whiteline/local";
import { freePort, startProcess } from "@whiteline/testkit";
import { independentSmsc, type Operator } from "./operator.js";

/** As long as the `prompt` character of our own simulator takes, so that both can be compared. */
const RECEIPT_DELAY = "200ms";

export type Smsc = {
  readonly operator: Operator;
  readonly port: number;
  readonly control: string;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * Builds a Go program of bench/ into `out`.
 * @returns path of the binary
 * @throws Error with what the compiler said
 */
export const buildGo = (folder: string, out: string): string => {
  mkdirSync(out, { recursive: true });
  const binary = join(out, folder);
  const { status, stderr, error } = spawnSync("go", ["build", "-o", binary, "."], {
    cwd: join(import.meta.dirname, "..", folder),
    encoding: "utf8",
    // The programs need the standard library only; no other Go is fetched for them.
    env: { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "" },
  });
  if (status !== 0)
    throw new Error(`bench/${folder} could not be built: ${error?.message ?? stderr}`);
  return binary;
};

/** The independent SMSC as a process; anybody may bind. */
export const startSmsc = async (out: string, dir: string): Promise<Smsc> => {
  const [port, http] = [await freePort(), await freePort()];
  const control = `http://127.0.0.1:${http}`;
  const smsc = await startProcess({
    name: "smsc",
    command: buildGo("smsc", out),
    args: ["-addr", `127.0.0.1:${port}`, "-http", `127.0.0.1:${http}`, "-dlr-delay", RECEIPT_DELAY],
    logFile: join(dir, "logs/smsc.log"),
    ready: async () => (await fetch(`${control}/stats`)).ok,
  });
  return {
    operator: independentSmsc(control, smsc.pid),
    port,
    control,
    [Symbol.asyncDispose]: () => smsc[Symbol.asyncDispose](),
  };
};

/** The dispatcher's table of operators, every account of it at that SMSC. */
export const operatorsAt = (port: number): string =>
  JSON.stringify({
    accounts: OPERATOR_ROUTES.map(({ account, window, rate }) => ({
      account,
      host: "127.0.0.1",
      port,
      systemId: account,
      password: "bench",
      window,
      rate,
    })),
    routes: OPERATOR_ROUTES.map(({ route, market, operators, account }) => ({
      route,
      market,
      operators,
      account,
    })),
  });
