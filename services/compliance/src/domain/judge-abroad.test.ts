import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import type { Sending } from "./judge-sending.js";
import type { Line } from "./line.js";
import { judge, line, one, say, title } from "./sending.testing.js";

const turkish = (over: Partial<Sending>) => judge({ line: title, pack: market("TR"), ...over });
const brandname: Line = { ...line, market: "VN", family: "brandname", number: "VT.Edu" };
const vietnamese = (over: Partial<Sending>) =>
  judge({ line: brandname, pack: market("VN"), ...over });
const declared = (...purposes: readonly string[]): Line => ({ ...brandname, purposes });

describe("Türkiye", () => {
  const promotion = "%20 indirim! SMS almak istemiyorsanız RET yazıp 3344'e gönderin";
  const notice = "Siparişiniz alındı, hazırlanıyor. Sipariş no 7731";

  test("[TR-AKT-20] informational sending is not limited: no consent is asked, a refusal does not stop it", () => {
    const content = say(notice);
    const informs = turkish({
      content,
      traffic: "informational",
      recipient: one("no_consent", "refused"),
    });
    expect(informs.decision).toBe("cleared");
    expect(informs.rulesTried.map(({ rule }) => rule)).not.toContain("no_consent");
  });

  test("[TR-AKT-18] [TR-AKT-21] marketing passes its gate in its order, and says how to refuse", () => {
    const ask = (over: Partial<Sending>) =>
      turkish({ content: say(promotion), traffic: "marketing", ...over }).deciding?.code;
    expect(ask({ recipient: one() })).toBeUndefined();
    expect(ask({ recipient: one("no_consent", "refused"), offersRefusalService: false })).toBe(
      "provider_without_refusal_service",
    );
    expect(ask({ recipient: one("no_consent", "refused") })).toBe("no_consent");
    expect(ask({ recipient: one("refused"), content: say("%20 indirim") })).toBe("refused");
    expect(ask({ recipient: one(), content: say("%20 indirim") })).toBe("missing_refusal_notice");
  });

  test("a campaign of which nobody says what it is counts as marketing, a message as informational", () => {
    expect(turkish({ content: say(notice) }).deciding?.code).toBe("missing_refusal_notice");
    expect(turkish({ content: say(notice), as: "message" }).decision).toBe("cleared");
  });

  test("marketing that is called informational is refused with the words that give it away", () => {
    const judged = turkish({
      content: say("Tüm ürünlerde %20 indirim!"),
      traffic: "informational",
    });
    expect(judged.deciding).toMatchObject({ code: "marketing_as_informational" });
    expect(judged.deciding?.remedy).toContain("indirim");
  });

  test("a kind of traffic that the market does not know is refused", () => {
    expect(turkish({ traffic: "customer_care" }).deciding?.code).toBe("traffic_unknown");
    expect(judge({ traffic: "marketing" }).deciding?.code).toBe("traffic_unknown");
  });
});

describe("Vietnam", () => {
  test("[VN-BLK-01] customer care goes under a brandname at any hour, with and without accents", () => {
    for (const text of [
      "Đơn hàng 7731 của quý khách đã được tiếp nhận",
      "Don hang 7731 cua quy khach dang duoc giao",
    ]) {
      const judged = vietnamese({
        content: say(text),
        as: "message",
        localTime: "03:00",
        recipient: one("opted_out"),
      });
      expect(judged.decision, text).toBe("cleared");
    }
  });

  test("[VN-BLK-02] internal information goes as such, to staff", () => {
    const content = say("Kính gửi cán bộ: họp giao ban 8h thứ Hai tại phòng họp tầng 3");
    expect(vietnamese({ content, traffic: "internal_information" })).toMatchObject({
      decision: "cleared",
      category: "internal_information",
    });
  });

  test("[VN-BLK-19] advertising is another purpose, which begins with its label, keeps its hours and heeds refusals", () => {
    const text = "Giảm giá 50% toàn bộ cửa hàng, mua ngay";
    for (const traffic of ["customer_care", "internal_information"]) {
      expect(vietnamese({ content: say(text), traffic }).deciding?.code).toBe(
        "advertising_as_care",
      );
    }
    const ask = (over: Partial<Sending>) =>
      vietnamese({
        content: say(`[QC] ${text}`),
        traffic: "advertising",
        as: "message",
        localTime: "21:59",
        recipient: one(),
        ...over,
      }).deciding?.code;
    expect(ask({})).toBeUndefined();
    expect(ask({ content: say(text) })).toBe("label_missing");
    expect(ask({ content: say(`Mua [QC] ${text}`) })).toBe("label_missing");
    expect(ask({ recipient: one("opted_out") })).toBe("opted_out");
    expect(ask({ recipient: one("blacklisted") })).toBe("blacklisted");
    expect(ask({ localTime: "22:00" })).toBe("outside_window");
    // A campaign waits for its hours at release.
    expect(ask({ as: "campaign", localTime: "" })).toBeUndefined();
  });
});

describe("[VN-BLK-19] a name that is declared for purposes", () => {
  const ask = (line: Line, traffic: string, text: string) =>
    vietnamese({
      line,
      traffic,
      content: say(text),
      as: "message",
      recipient: one(),
      localTime: "10:00",
    });
  const care = "Quý khách có lịch hẹn lúc 8:30 ngay mai tai phong kham.";

  test("carries these, and is refused what it was not declared for, with what it was declared for", () => {
    const line = declared("customer_care", "internal_information");
    expect(ask(line, "customer_care", care).decision).toBe("cleared");
    // Nobody said: the market takes it for customer care.
    expect(ask(line, "", care).decision).toBe("cleared");
    const refused = ask(line, "advertising", "[QC] Giam gia 50% hom nay");
    expect(refused.deciding).toMatchObject({
      code: "purpose_not_declared",
      source: expect.stringContaining("004 · Rules 1"),
      remedy: expect.stringContaining("Declare the name"),
    });
    expect(refused.rulesTried.at(-1)?.facts).toEqual([
      { name: "traffic", value: "advertising", version: "" },
      { name: "declared_purposes", value: "customer_care, internal_information", version: "5" },
    ]);
    expect(ask(declared("advertising"), "", care).deciding?.code).toBe("purpose_not_declared");
  });

  test("is judged as before while nothing is known of its purposes", () => {
    for (const line of [brandname, declared()])
      expect(ask(line, "advertising", "[QC] Giam gia 50% hom nay").decision).toBe("cleared");
  });

  test("has cards that name the version of the rules since this one is asked; those of other markets name their own", () => {
    const versionOf = ({ rulesTried }: ReturnType<typeof judge>) =>
      rulesTried.flatMap(({ facts }) => facts).find(({ name }) => name === "market")?.version;
    expect(versionOf(ask(brandname, "", care))).toBe("2026-11-30");
    expect(versionOf(judge({}))).toBe("2021-01-01");
  });
});
