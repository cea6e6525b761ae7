/** Who sells or buys, as a paper names it. */
export type Party = {
  readonly name: string;
  /** With the postal code. */
  readonly address: string;
  /** Of Türkiye: who taxes it. */
  readonly taxOffice: string;
  /** Numbers by which states know it, by the field of the company file. */
  readonly numbers: readonly { readonly field: PartyNumber; readonly value: string }[];
};

/** The two of a paper, as they were when it was issued. */
export type Parties = { readonly seller: Party; readonly buyer: Party };

/** In the order in which papers print them. */
export const partyNumbers = [
  "tax_number",
  "enterprise_code",
  "economic_code",
  "national_id",
  "registration_number",
] as const;

export type PartyNumber = (typeof partyNumbers)[number];

/** What a paper should name and does not. */
export type Lack = "seller_address" | "buyer_address";

/** What a paper between these two lacks; a paper that names nobody is one of before papers did. */
export const lackingIn = (parties: Parties | undefined): readonly Lack[] => [
  ...(parties?.seller.address.trim() === "" ? (["seller_address"] as const) : []),
  ...(parties?.buyer.address.trim() === "" ? (["buyer_address"] as const) : []),
];
