import { wordsOf, type MarketPack } from "@whiteline/markets";
import type { GateFacts } from "./send-gate.js";

type Example = Readonly<Record<string, string | number | boolean | null>>;

const recipientFacts: Readonly<Record<string, readonly [fact: string, holds: boolean]>> = {
  opted_out: ["recipientOptedOut", true],
  not_on_customer_list: ["recipientOnCustomerList", false],
  blacklisted: ["recipientOnBlacklist", true],
  no_consent: ["consent", false],
  refused: ["refused", true],
};

/** The facts that an example of a pack's rule names, as the gate is asked; what it leaves out is in order. */
export const factsOfExample = (pack: MarketPack, example: Example): GateFacts => {
  const traffic = String(example["purpose"] ?? "");
  const label = pack.content.labels.find((one) => one.traffic === traffic)?.anyOf[0] ?? "";
  const isLabelled = example["hasLabel"] !== false && example["hasRefusalNotice"] !== false;
  return {
    line: {
      status: String(example["lineStatus"] ?? "active"),
      type: String(example["lineType"] ?? "service"),
      family: String(example["lineFamily"] ?? "shatel"),
      purposes: wordsOf(String(example["declaredPurposes"] ?? "")),
      version: "1",
    },
    traffic,
    content: {
      category: null,
      advertising: example["contentClass"] === "advertising",
      confidence: 99,
      solicited: true,
      version: pack.effectiveFrom,
    },
    text: isLabelled ? `${label} text` : "text",
    patternApproved: example["patternApproved"] === true,
    patternVersion: "",
    recipient: {
      kind: "one",
      findings: new Set(
        Object.entries(recipientFacts).flatMap(([code, [name, holds]]) =>
          example[name] === holds ? [code] : [],
        ),
      ),
    },
    provider: {
      id: "provider",
      offersRefusalService: example["providerOffersRefusalService"] !== false,
    },
    localTime: String(example["localTime"] ?? ""),
  };
};
