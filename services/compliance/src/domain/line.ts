/** What a verdict asks of a line; a projection of lines-registry. */
export type Line = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly family: string;
  /** As shown to the subscriber, e.g. "02191001234". */
  readonly number: string;
  /** "service" or "advertising", as the gates of the packs name them. */
  readonly type: string;
  /** Only "active" may send. */
  readonly status: string;
  readonly version: number;
  /** Whether its sending must follow a submitted list; absent in projections of before it was kept. */
  readonly governedByList?: boolean;
  /** Kinds of traffic for which it was declared; empty: undeclared, not bound. Absent as above. */
  readonly purposes?: readonly string[];
  /** Since when this version was known here; absent in projections of before it was kept. */
  readonly asOf?: Date;
};
