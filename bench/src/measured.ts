import type { ProcessUse } from "./processes.js";

/** One thing measured: figures by name with their unit in the name, and what each process took. */
export type Measured = {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly processes: readonly ProcessUse[];
  /** Load averages of the machine before it began. */
  readonly load: string;
};

/** A target of the issue; `met` is undefined when what it is compared with was not measured. */
export type Target = {
  readonly name: string;
  readonly wanted: string;
  readonly got: string;
  readonly met: boolean | undefined;
};
