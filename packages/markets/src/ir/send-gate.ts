import type { MarketPackData } from "../schema/pack.js";

const active = { lineStatus: "active" } as const;

/**
 * The send gate [ir.md §8]: the order is an interpretation, so is the use of the customer list at
 * Asanak's 021/026. Examples name the facts of golden kind `ir.send_gate`.
 */
export const gates = [
  {
    name: "irSend",
    purpose: null,
    source: "ir.md §8; 000; 001; 002",
    basis: "interpretation",
    reasons: [
      {
        code: "line_not_active",
        subject: "line",
        demand: "The line is active.",
        remedy:
          "Wait for activation, or have the suspension lifted; choose another line until then.",
        source: "000 · Landline 021/026; Challenges",
        basis: "seed",
        examples: { passes: [active], fails: [{ lineStatus: "suspended" }] },
      },
      {
        code: "advertising_on_service_line",
        subject: "text",
        demand: "A service or shared line carries no advertising.",
        remedy: "Send it from a separate advertising line, or take the promotion out of the text.",
        lineTypes: ["service", "shared_pattern"],
        source: "000 · Difference; Challenges; 001 · What is it",
        basis: "seed",
        examples: {
          passes: [{ ...active, lineType: "service", contentClass: "informational" }],
          fails: [{ ...active, lineType: "service", contentClass: "advertising" }],
        },
      },
      {
        code: "pattern_not_approved",
        subject: "template",
        demand: "The shared line carries approved patterns only.",
        remedy: "Submit the pattern and wait for its approval.",
        families: ["shared_pattern"],
        source: "001 · Shared",
        basis: "seed",
        examples: {
          passes: [{ ...active, lineFamily: "shared_pattern", patternApproved: true }],
          fails: [{ ...active, lineFamily: "shared_pattern", patternApproved: false }],
        },
      },
      {
        code: "opted_out",
        subject: "recipient",
        demand:
          "A recipient who withdrew is not messaged; withdrawal wins over list and line type.",
        remedy: "Leave the recipient out; only the recipient can take the withdrawal back.",
        source: "000 · Conditions; Conversion notes",
        basis: "interpretation",
        examples: {
          passes: [{ ...active, recipientOptedOut: false }],
          fails: [{ ...active, recipientOptedOut: true }],
        },
      },
      {
        code: "not_on_customer_list",
        subject: "recipient",
        demand: "A service message goes to numbers of the submitted customer list only.",
        remedy: "If the recipient is a customer, update the customer list first.",
        lineTypes: ["service"],
        families: ["line_3000", "line_1000", "landline_021", "landline_026"],
        source: "002 · General 7",
        basis: "seed",
        note: "Printed by Kando; for Asanak's 021/026 an interpretation.",
        examples: {
          passes: [
            {
              ...active,
              lineFamily: "landline_021",
              lineType: "service",
              recipientOnCustomerList: true,
            },
          ],
          fails: [
            {
              ...active,
              lineFamily: "landline_021",
              lineType: "service",
              recipientOnCustomerList: false,
            },
          ],
        },
      },
      {
        code: "blacklisted",
        subject: "recipient",
        demand: "An advertising line never reaches a number that blocks advertising.",
        remedy: "Leave the recipient out.",
        lineTypes: ["advertising"],
        source: "000 · Definition, Difference; 001 · What is it",
        basis: "seed",
        examples: {
          passes: [
            { ...active, lineType: "advertising", recipientOnBlacklist: false },
            { ...active, lineType: "service", recipientOnBlacklist: true },
          ],
          fails: [{ ...active, lineType: "advertising", recipientOnBlacklist: true }],
        },
      },
    ],
  },
] satisfies MarketPackData["gates"];

/** Service at any hour; the seeds state no advertising hours and research could not confirm any. */
export const sendWindows = {
  service: {
    opens: "00:00",
    closes: "24:00",
    source: "000 · Definition; 001 · Lead",
    basis: "seed",
  },
  advertising: {
    opens: "00:00",
    closes: "24:00",
    source: "ir.md §2; research/peers.md §1.2",
    basis: "interpretation",
    note: "Hours are not stated and were not confirmed; staff set them when the operator does.",
  },
} satisfies MarketPackData["sendWindows"];

const convention = {
  language: "fa",
  source: "research/peers.md §1.2 (the reply convention was not confirmed)",
  basis: "interpretation",
} as const;

/** Words of withdrawal, compared after the normalisation of `content` and with western digits. */
export const optOutWords = [
  { word: "لغو", ...convention },
  { word: "11", ...convention },
  { word: "لغو11", ...convention },
] satisfies MarketPackData["optOutWords"];

export const lineRequestRules = [
  {
    code: "custom_digits_not_available",
    families: ["samantel_9999"],
    anyOf: [{ fact: "requestedNumber", given: false }],
    demand: "The digits of a 9999 number are drawn, not chosen.",
    remedy: "Leave the number empty; ten digits are assigned.",
    source: "001 · Samantel",
    basis: "seed",
    examples: { passes: [{ requestedNumber: null }], fails: [{ requestedNumber: "9999123456" }] },
  },
  {
    code: "voip_service_required",
    families: ["asiatech_9101", "asiatech_9130"],
    anyOf: [{ fact: "voipActive", is: true }],
    demand: "An Asiatech VoIP service is created and active before the line is registered.",
    remedy: "Activate the Asiatech VoIP service and upload its contract.",
    source: "000 · Asiatech 9101/9130",
    basis: "seed",
    examples: { passes: [{ voipActive: true }], fails: [{ voipActive: false }, {}] },
  },
  {
    code: "no_site_or_app",
    families: ["shared_pattern"],
    anyOf: ["hasSite", "hasApp", "hasSoftware"].map((fact) => ({ fact, is: true })),
    demand: "The applicant has a site, an app or software.",
    remedy: "Name the site, app or software that will send.",
    source: "001 · Shared",
    basis: "seed",
    examples: {
      passes: [{ hasSite: false, hasApp: true, hasSoftware: false }],
      fails: [{ hasSite: false, hasApp: false, hasSoftware: false }],
    },
  },
] satisfies MarketPackData["lineRequestRules"];
