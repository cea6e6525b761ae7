import type { MarketPackData } from "../schema/pack.js";

const printed = {
  provider: "vn-bulksms",
  status: "printed",
  taxIncludedPercent: 10,
  period: "calendar_month",
  tierMode: "graduated",
  source: "004 · Policy 1",
  basis: "seed",
  note: "Reference price of 2021, VAT 10% included; graduated per account, group and operator, counted in segments (interpretation).",
} as const;

/**
 * Printed prices in whole dong per segment, cell by cell [vn.md §5]. The group follows the field and
 * purpose of the messages, not the customer: an ordinary company pays 3.1 for internal information
 * and 3.2 for customer care; a company in an industrial park pays KCN for all (interpretation).
 */
export const tariffs = [
  {
    id: "vn.bulksms.1",
    group: "1",
    description: "insurance, securities",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: null,
        prices: perOperator({
          VIETTEL: 800n,
          VINAPHONE: 810n,
          MOBIFONE: 810n,
          GTEL: 810n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
  {
    id: "vn.bulksms.2.1",
    group: "2.1",
    description: "health, education",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: 20000,
        prices: perOperator({
          VIETTEL: 150n,
          VINAPHONE: 450n,
          MOBIFONE: 450n,
          GTEL: 450n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
      {
        fromPart: 20001,
        toPart: null,
        prices: perOperator({
          VIETTEL: 350n,
          VINAPHONE: 450n,
          MOBIFONE: 450n,
          GTEL: 450n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
  {
    id: "vn.bulksms.2.2",
    group: "2.2",
    description: "armed forces, public administration, public service units, mass organisations",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: 20000,
        prices: perOperator({
          VIETTEL: 150n,
          VINAPHONE: 250n,
          MOBIFONE: 250n,
          GTEL: 450n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
      {
        fromPart: 20001,
        toPart: null,
        prices: perOperator({
          VIETTEL: 350n,
          VINAPHONE: 250n,
          MOBIFONE: 250n,
          GTEL: 450n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
  {
    id: "vn.bulksms.3.1",
    group: "3.1",
    ordinaryFor: ["internal_information"],
    description: "internal information of ordinary companies",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: 20000,
        prices: perOperator({
          VIETTEL: 150n,
          VINAPHONE: 810n,
          MOBIFONE: 810n,
          GTEL: 810n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
      {
        fromPart: 20001,
        toPart: null,
        prices: perOperator({
          VIETTEL: 800n,
          VINAPHONE: 810n,
          MOBIFONE: 810n,
          GTEL: 810n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
  {
    id: "vn.bulksms.kcn",
    group: "KCN",
    description: "companies inside an industrial park",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: null,
        prices: perOperator({
          VIETTEL: 200n,
          VINAPHONE: 810n,
          MOBIFONE: 810n,
          GTEL: 810n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
  {
    id: "vn.bulksms.3.2",
    group: "3.2",
    ordinaryFor: ["customer_care"],
    description: "customer care of ordinary companies",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: null,
        prices: perOperator({
          VIETTEL: 800n,
          VINAPHONE: 810n,
          MOBIFONE: 810n,
          GTEL: 810n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
  {
    id: "vn.bulksms.3.3",
    group: "3.3",
    description: "OTT / international social networks",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: null,
        prices: perOperator({
          VIETTEL: 650n,
          VINAPHONE: 1650n,
          MOBIFONE: 1650n,
          GTEL: 550n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
  {
    id: "vn.bulksms.3.4",
    group: "3.4",
    description: "OTT / domestic social networks",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: null,
        prices: perOperator({
          VIETTEL: 500n,
          VINAPHONE: 550n,
          MOBIFONE: 550n,
          GTEL: 550n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
  {
    id: "vn.bulksms.4",
    group: "4",
    description: "electricity and water utilities",
    ...printed,
    tiers: [
      {
        fromPart: 1,
        toPart: null,
        prices: perOperator({
          VIETTEL: 300n,
          VINAPHONE: 400n,
          MOBIFONE: 400n,
          GTEL: 450n,
          VIETNAMOBILE: 1100n,
          ITEL: 800n,
        }),
      },
    ],
  },
] satisfies MarketPackData["tariffs"];

function perOperator(cells: Readonly<Record<string, bigint>>) {
  return Object.entries(cells).map(([operator, perPart]) => ({ operator, script: null, perPart }));
}
