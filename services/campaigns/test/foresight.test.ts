import type { ForeseePartsRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { extentOf } from "@whiteline/sms";
import { expect, test } from "vitest";
import { line, lineId } from "./neighbours.js";
import { asTenant, campaignsWorld } from "./world.js";

test("what a text costs at most is foreseen by the longest values of a list, or said to be unknown with code and remedy", async () => {
  await using it = await campaignsWorld();
  const column = (name: string, known: boolean, ...values: readonly string[]) => ({
    ...{ name, known },
    longest: values.map(extentOf),
  });
  it.words.measured = {
    members: 1_500n,
    operators: [
      { operator: "MCI", rows: 1_000n },
      { operator: "IRANCELL", rows: 500n },
    ],
    columns: [column("name", true, "علی", "a".repeat(40)), column("code", true, "123456")],
  };
  const foresee = async (over: Partial<ForeseePartsRequest>) => {
    const asked = { lineId, listId: "list-1", templateId: "", ...over };
    const { outcome } = await it.client().foreseeParts(asked, asTenant);
    return outcome?.$case === "refused" ? outcome.value.code : outcome?.value;
  };
  const kinds = [
    { alphabet: "ucs2", segments: 1 },
    { alphabet: "gsm7", segments: 1 },
  ];
  expect(await foresee({ text: "Dear {name}, {code}" })).toMatchObject({
    ...{ listId: "list-1", listVersion: 7n, members: 1_500n, basis: "values" },
    ...{ family: "landline_021", unreached: [] },
    choices: [
      { operator: "MCI", messages: 1_000n, kinds },
      { operator: "IRANCELL", messages: 500n, kinds },
    ],
  });
  expect(it.words.measures.at(-1)).toMatchObject({ columns: ["name", "code"] });

  // The template allows a name of 20 letters: nobody whose own is longer gets one.
  const template = await foresee({ templateId: "template-1" });
  expect(template).toMatchObject({
    choices: [{ kinds: [{ alphabet: "ucs2", segments: 1 }] }, {}],
  });
  // A constant goes to whom the list has no value for, and may be the longest.
  const shop = { constants: { shop: "ش".repeat(140) } };
  expect(await foresee({ text: "{shop}: {code}", ...shop })).toMatchObject({
    choices: [{ kinds: [{ alphabet: "ucs2", segments: 3 }] }, {}],
  });

  expect(await foresee({ text: "{shop}: {code}" })).toBe("LIST_LACKS_COLUMN");
  expect(await foresee({ text: "{code}", ...shop })).toBe("VARIABLE_UNKNOWN");
  expect(await foresee({ text: "" })).toBe("EMPTY_TEXT");
  expect(await foresee({ text: "{code}", lineId: "line-of-nobody" })).toBe("LINE_UNKNOWN");
  expect(await foresee({ text: "{code}", traffic: "nonsense" })).toBe("TRAFFIC_UNKNOWN");
  await expect(foresee({ text: "{code}", listId: "nobody's" })).rejects.toMatchObject({
    reason: "LIST_UNKNOWN",
  });

  it.words.measured = { ...it.words.measured, columns: [column("code", true)] };
  expect(await foresee({ text: "{code}" })).toBe("NOBODY_REACHED");
  it.words.measured = { ...it.words.measured, columns: [column("name", false)] };
  expect(await foresee({ text: "{name}" })).toBe("WORST_CASE_UNKNOWN");
});

test("[VN-BLK-17] who takes no accents is foreseen as such, whether the accents are the text's or a value's", async () => {
  await using it = await campaignsWorld();
  const name = { spelling: "VTEdu", status: LineStatus.ACTIVE, applicationId: "application" };
  const operators = ["VIETTEL", "GTEL"];
  it.words.lines = [
    line({
      ...{ market: "VN", family: "brandname", number: "VTEdu" },
      operators: operators.map((operator) => ({ operator, ...name })),
    }),
  ];
  expect(await it.rebuild()).toBe(200);
  it.words.measured = {
    members: 20n,
    operators: operators.map((operator) => ({ operator, rows: 10n })),
    columns: [{ name: "name", known: true, longest: [extentOf("Nguyễn")] }],
  };
  for (const text of ["Chào {name}", "Chao {name}"]) {
    const asked = { lineId, listId: "list-1", templateId: "", text };
    const { outcome } = await it.client().foreseeParts(asked, asTenant);
    expect(outcome).toMatchObject({
      value: { unreached: [{ operator: "GTEL", members: 10n, reason: "ACCENTED_NOT_SUPPORTED" }] },
    });
  }
});
