/** One fact a rule was decided upon. */
export type Fact = {
  readonly name: string;
  readonly value: string;
  /** Version or instant of the fact, as its owner counts; empty for what the request itself said. */
  readonly version: string;
  /** Since when it was known; absent for what the request itself said. */
  readonly asOf?: Date;
};

export type RuleTried = {
  readonly rule: string;
  readonly passed: boolean;
  readonly source: string;
  readonly facts: readonly Fact[];
};
