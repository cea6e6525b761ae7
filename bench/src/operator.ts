import { z } from "zod";

/** An SMSC that counts, ours or the independent one. */
export type Operator = {
  readonly name: string;
  /** Its process. */
  readonly pid: number;
  stats(): Promise<OperatorStats>;
  /** Counts from zero. */
  reset(): Promise<void>;
};

export type OperatorStats = {
  /** Submits accepted. */
  readonly submitted: number;
  /** Different destinations and texts among them. */
  readonly unique: number;
  readonly duplicates: number;
};

const simulatorStats = z.object({
  submitted: z.number(),
  unique: z.number(),
  duplicates: z.number(),
});
const smscStats = z
  .object({ accepted: z.number(), unique: z.number(), duplicates: z.number() })
  .transform(({ accepted, ...rest }) => ({ submitted: accepted, ...rest }));

const ask = async (url: string, method: "GET" | "POST"): Promise<string> => {
  const answer = await fetch(url, { method });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.text();
};

/** services/operator-simulator, as it runs in the stack. */
export const ourSimulator = (control: string, pid: number): Operator => ({
  name: "operator-simulator",
  pid,
  stats: async () => simulatorStats.parse(JSON.parse(await ask(`${control}/stats`, "GET"))),
  reset: async () => {
    await ask(`${control}/reset`, "POST");
  },
});

/** bench/smsc, which shares no code with what is measured. */
export const independentSmsc = (control: string, pid: number): Operator => ({
  name: "independent SMSC",
  pid,
  stats: async () => smscStats.parse(JSON.parse(await ask(`${control}/stats`, "GET"))),
  reset: async () => {
    await ask(`${control}/reset`, "GET");
  },
});
