import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, startProcess, testDirectory } from "@whiteline/testkit";
import { z } from "zod";

const root = join(import.meta.dirname, "../..");

const statsShape = z.object({
  submitted: z.number(),
  unique: z.number(),
  duplicates: z.number(),
  bindsRefused: z.number(),
  receiptsAcked: z.number(),
  receiptsRefused: z.number(),
  receiptsUnanswered: z.number(),
});

const submitShape = z.object({
  what: z.literal("submit"),
  dataCoding: z.number(),
  esmClass: z.number(),
});
export type Submit = z.infer<typeof submitShape>;

/** Our operator simulator as a built process of its own, let in by one name and password. */
export const startOperator = async ({
  systemId,
  password,
  temperament = "prompt",
}: {
  readonly systemId: string;
  readonly password: string;
  readonly temperament?: string;
}) => {
  const directory = await testDirectory();
  const truth = join(directory.path, "ground-truth.jsonl");
  const [smpp, control, http, grpc] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const base = `http://127.0.0.1:${control}`;
  const simulator = await startProcess({
    name: "operator-simulator",
    command: process.execPath,
    args: ["--enable-source-maps", join(root, "services/operator-simulator/dist/main.js")],
    env: {
      PATH: process.env["PATH"] ?? "",
      LOG_LEVEL: "warn",
      SMPP_PORT: `${smpp}`,
      CONTROL_PORT: `${control}`,
      HTTP_PORT: `${http}`,
      GRPC_PORT: `${grpc}`,
      OPERATORS: JSON.stringify([{ systemId, password }]),
      TEMPERAMENT: temperament,
      GROUND_TRUTH_FILE: truth,
    },
    logFile: join(directory.path, "operator-simulator.log"),
    ready: async () => (await fetch(`${base}/health`)).ok,
  });
  return {
    port: smpp,
    directory: directory.path,
    stats: async () => statsShape.parse(await (await fetch(`${base}/stats`)).json()),
    /** What it truly got, from its log. */
    submits: async (): Promise<readonly Submit[]> => {
      await fetch(`${base}/flush`, { method: "POST" });
      const lines = (await readFile(truth, "utf8")).trimEnd().split("\n");
      return lines.flatMap((line) => {
        const parsed = submitShape.safeParse(JSON.parse(line));
        return parsed.success ? [parsed.data] : [];
      });
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await simulator.stop();
      await directory[Symbol.asyncDispose]();
    },
  };
};
