/** What sending needs to know of a line; a projection of lines-registry. */
export type Line = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly family: string;
  /** The number as shown to the subscriber. */
  readonly sender: string;
  readonly advertising: boolean;
  readonly active: boolean;
  readonly governedByList: boolean;
  readonly version: number;
};
