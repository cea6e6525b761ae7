import type { Operator } from "./operator.js";

/** Where messages are measured: the processes that count as ours, and both ends to look at. */
export type Site = {
  /** Ours with mongod and nats-server, and the operator apart, by name. */
  readonly pids: Readonly<Record<string, number>>;
  readonly operator: Operator;
  readonly api: string;
  readonly mongodUri: string;
};
