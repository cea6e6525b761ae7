/** The simulated operators of an installation on one machine, and our accounts with them. */
export type OperatorRoute = {
  /** Name of the route: the operator token in the subjects of CHUNKS and RECEIPTS. */
  readonly route: string;
  readonly market: string;
  /** Operators of the number plan whose subscribers it reaches; "*" for all that no other route of the market names. */
  readonly operators: readonly string[];
  /** Account at the operator: receipts are matched within it. Also the SMPP system id, at most 15 characters. */
  readonly account: string;
  /** Submits without an answer on one bind. */
  readonly window: number;
  /** Parts per second over all binds; 0: not limited. */
  readonly rate: number;
  /** What we append to each text there; absent: nothing, or the operator appends its own. */
  readonly suffix?: string;
};

export const OPERATOR_ROUTES: readonly OperatorRoute[] = [
  { route: "mci", market: "IR", operators: ["MCI"], account: "wl-mci", window: 500, rate: 0 },
  {
    route: "irancell",
    market: "IR",
    operators: ["IRANCELL"],
    account: "wl-irancell",
    window: 500,
    rate: 0,
  },
  {
    route: "ir-others",
    market: "IR",
    operators: ["*"],
    account: "wl-ir-others",
    window: 200,
    rate: 0,
  },
  {
    route: "tr",
    market: "TR",
    operators: ["*"],
    account: "wl-tr",
    window: 200,
    rate: 0,
    suffix: "B 001",
  },
  { route: "vn", market: "VN", operators: ["*"], account: "wl-vn", window: 200, rate: 0 },
];
