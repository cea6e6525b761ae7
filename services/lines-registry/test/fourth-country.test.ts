import { PersonKind } from "@whiteline/contracts/accounts/v1/accounts";
import {
  ApplicantKind,
  LineStatus,
  LineType,
  SenderKind,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { defineMarket, marketRegistry } from "@whiteline/markets";
import { freedonia } from "@whiteline/markets/testing";
import { expect, test } from "vitest";
import { jpeg } from "./neighbours.js";
import { deficienciesIn, filedIn, plainRequest, registryEnv } from "./registry-env.js";

test("a country that nobody planned for gets a sender without one line of service code", async () => {
  await using it = await registryEnv(marketRegistry([defineMarket(freedonia)]));
  it.answers.documents = [jpeg("d-letter", "letter")];
  const firefly = { providerId: "firefly", market: "FD", kind: PersonKind.NATURAL };
  const citizen = it.customer("citizen", firefly);
  const rival = it.customer("rival", firefly);
  const applicant = (kind: ApplicantKind, singsInTune: string) => ({
    kind,
    representativeIsSignatory: false,
    nationalCardIsSmart: false,
    sector: "",
    facts: { singsInTune },
  });
  const petition = (lineNumber: string, over: object = {}) =>
    plainRequest({
      providerId: "firefly",
      family: "anthem",
      lineNumber,
      applicant: applicant(ApplicantKind.NATURAL, "true"),
      documentIds: { letter: "d-letter" },
      ...over,
    });

  const { families } = await it.registry.listFamilies({ market: "" }, citizen);
  expect(families).toMatchObject([
    { family: "anthem", market: "FD", source: "decree 1", eligible: true },
  ]);
  const question = { providerId: "firefly", family: "anthem" };
  const asked = { ...question, applicant: applicant(ApplicantKind.NATURAL, "true") };
  const { checklist } = await it.registry.getChecklist(asked, citizen);
  expect(checklist).toMatchObject({
    eligible: true,
    documents: [{ code: "letter", present: true }],
    facts: [{ fact: "singsInTune" }],
    duration: { maximum: "3 working days" },
  });

  const wrong = petition("HailFreedonia", {
    applicant: applicant(ApplicantKind.NATURAL, "false"),
    documentIds: {},
  });
  expect(deficienciesIn(await it.registry.apply(wrong, citizen))).toEqual([
    "out_of_tune",
    "too_long",
    "DOCUMENT_MISSING",
  ]);
  const company = petition("hail", { applicant: applicant(ApplicantKind.LEGAL, "true") });
  expect(deficienciesIn(await it.registry.apply(company, citizen))).toEqual([
    "natural_person_only",
  ]);

  const filed = filedIn(await it.registry.apply(petition("hail!"), citizen));
  // Sunday the 22nd is a day off: the clock starts on Monday.
  expect(filed).toMatchObject({ state: "rehearsed", possibleEvents: ["sing"] });
  expect(filed.dueAt?.toISOString().slice(0, 10)).toBe("2026-11-25");
  expect(deficienciesIn(await it.registry.apply(petition("hail"), rival))).toEqual([
    "APPLICATION_EXISTS",
  ]);
  await it.told("ApplicationSubmitted");

  const heard = await it.steps("firefly", filed.applicationId, ["expert", "sing"]);
  const { line } = await it.registry.getLine({ lineId: heard.lineId }, citizen);
  expect(line).toMatchObject({
    market: "FD",
    number: "hail!",
    senderKind: SenderKind.TITLE,
    type: LineType.ANY,
    status: LineStatus.ACTIVE,
  });
  expect(await it.told("LineActivated")).toMatchObject({ line: { lineId: heard.lineId } });
});
