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

type Road = Pick<OperatorRoute, "route" | "operators"> & Partial<OperatorRoute>;

/** Each operator by an account of its own; `*` by one for all that are left. */
const roadsOf = (market: string, roads: readonly Road[]): readonly OperatorRoute[] =>
  roads.map((road) => ({ market, account: `wl-${road.route}`, window: 200, rate: 0, ...road }));

export const OPERATOR_ROUTES: readonly OperatorRoute[] = [
  ...roadsOf("IR", [
    { route: "mci", operators: ["MCI"], window: 500 },
    { route: "irancell", operators: ["IRANCELL"], window: 500 },
    { route: "ir-others", operators: ["*"] },
  ]),
  ...roadsOf(
    "TR",
    [
      { route: "turkcell", operators: ["TURKCELL"] },
      { route: "vodafone", operators: ["VODAFONE"] },
      { route: "turktelekom", operators: ["TURK_TELEKOM"] },
      { route: "tr-others", operators: ["*"] },
    ].map((road) => ({ ...road, suffix: "B 001" })),
  ),
  ...roadsOf("VN", [
    { route: "viettel", operators: ["VIETTEL"] },
    { route: "vinaphone", operators: ["VINAPHONE"] },
    { route: "mobifone", operators: ["MOBIFONE"] },
    { route: "vn-others", operators: ["*"] },
  ]),
];
