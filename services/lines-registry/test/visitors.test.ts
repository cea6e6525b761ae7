import { ApplicantKind, SenderOrigin } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { systemPorts } from "@whiteline/service-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registryEnv, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => {
  it = await registryEnv();
});
afterAll(() => it[Symbol.asyncDispose]());

/** An instant of Teheran, 3.5 hours before Greenwich. */
const at = (local: string) => it.clock.set(new Date(`${local}:00+03:30`));

const question = {
  providerId: "melipayamak",
  name: "مریم احمدی",
  mobile: "۰۹۱۲۱۲۳۴۵۶۷",
  email: "",
  question: "آموزشگاه زبان با مجوز: کدام خط؟",
  family: "samantel_9999",
  language: "fa",
  remoteAddress: "192.0.2.9",
};
const ask = (over: object = {}) =>
  it.visitors.requestConsultation({ requestId: systemPorts.newId(), ...question, ...over });

describe("support", () => {
  const now = async () => {
    const { openNow, holiday, hoursToday } = await it.visitors.getSupport({
      providerId: "melipayamak",
    });
    return { openNow, holiday, hoursToday };
  };

  test("[IR-MEL-16] answers 08 to 22 on ordinary days, Thursdays among them, and 09 to 17 on Fridays", async () => {
    const ordinary = { open: "08:00", close: "22:00" };
    at("2026-11-25T08:00"); // Wednesday
    expect(await now()).toEqual({ openNow: true, holiday: false, hoursToday: ordinary });
    at("2026-11-26T21:59"); // Thursday: the desk's weekend, no holiday of the source
    expect(await now()).toEqual({ openNow: true, holiday: false, hoursToday: ordinary });
    at("2026-11-26T22:00");
    expect(await now()).toMatchObject({ openNow: false, holiday: false });
    const friday = { open: "09:00", close: "17:00" };
    at("2026-11-27T08:59");
    expect(await now()).toEqual({ openNow: false, holiday: true, hoursToday: friday });
    at("2026-11-27T16:59");
    expect(await now()).toEqual({ openNow: true, holiday: true, hoursToday: friday });
  });

  test("[IR-MEL-16] a public holiday of the pack, or one that the desk set, has a holiday's hours", async () => {
    at("2026-03-21T17:30"); // Nowruz, a Saturday
    expect(await now()).toMatchObject({ openNow: false, holiday: true });
    at("2026-11-24T17:30");
    expect(await now()).toMatchObject({ openNow: true, holiday: false });
    const desk = it.principals.staff("operations", "melipayamak");
    const day = { date: "2026-11-24", kind: "holiday", name: "announced", operator: "" };
    await it.desk.setDay(day, desk);
    expect(await now()).toMatchObject({ openNow: false, holiday: true });
    await it.desk.setDay({ ...day, kind: "" }, desk);
  });

  test("[TR-AKT-29] hours that no source states are not invented, and the contacts are told as printed", async () => {
    expect(await it.visitors.getSupport({ providerId: "aktan" })).toMatchObject({
      market: "TR",
      openNow: false,
      hoursToday: undefined,
      contacts: ["08504802220", "info@aktansms.com"],
      source: expect.stringContaining("003"),
    });
    expect(await it.visitors.getSupport({ providerId: "asanak" })).toMatchObject({
      openNow: false,
      source: "",
    });
    await expect(it.visitors.getSupport({ providerId: "nobody" })).rejects.toMatchObject({
      reason: "PROVIDER_UNKNOWN",
    });
  });
});

describe("what a visitor may hold", () => {
  test("[IR-MEL-21] is told without an account: each family, for whom, with the reason why never", async () => {
    const offers = async (providerId: string, applicantKind: ApplicantKind) =>
      (await it.visitors.showOffers({ providerId, applicantKind })).families;
    const ofNatural = await offers("melipayamak", ApplicantKind.NATURAL);
    expect(
      Object.fromEntries(
        ofNatural.map(({ family, eligible, reason }) => [family, eligible || reason]),
      ),
    ).toMatchObject({
      samantel_9999: true,
      shared_pattern: true,
      dedicated: "legal_person_only",
    });
    const samantel = ofNatural.find(({ family }) => family === "samantel_9999");
    expect(samantel).toMatchObject({
      senderOrigin: SenderOrigin.DRAWN,
      guarantee: { required: false },
      duration: { minimum: expect.stringContaining("1"), maximum: "" },
    });
    const everybody = await offers("kando", ApplicantKind.UNSPECIFIED);
    expect(everybody.every(({ eligible }) => eligible)).toBe(true);
    expect(new Set(everybody.map(({ providerId }) => providerId))).toEqual(new Set(["kando"]));
  });

  test("[IR-MEL-21] names the documents and the guarantee before anybody signs up", async () => {
    const { checklist } = await it.visitors.showChecklist({
      providerId: "asanak",
      family: "landline_021",
      applicant: { kind: ApplicantKind.LEGAL, facts: {} },
    });
    expect(checklist).toMatchObject({
      eligible: true,
      guarantee: { required: true, amount: { currency: "IRR", minor: 100_000_000n } },
    });
    expect(checklist?.documents.map(({ code, present }) => [code, present])).toEqual(
      expect.arrayContaining([
        ["commitment_form", false],
        ["promissory_note", false],
      ]),
    );
  });
});

describe("[IR-MEL-16] the consultation form", () => {
  test("keeps a question, sealed, for the provider's own desk, until it is answered", async () => {
    at("2026-11-25T10:00");
    const requestId = systemPorts.newId();
    const kept = await ask({ requestId });
    expect(await ask({ requestId })).toEqual(kept);
    await expect(ask({ requestId, question: "another" })).rejects.toMatchObject({
      reason: "REQUEST_ID_REUSED",
    });

    const { consultationId } = kept;
    const desk = it.principals.staff("expert", "melipayamak");
    const waiting = async () =>
      (await it.visitors.listConsultations({ closed: false }, desk)).consultations;
    expect(await waiting()).toMatchObject([
      {
        consultationId,
        mobile: "+989121234567",
        question: question.question,
        family: "samantel_9999",
      },
    ]);
    expect(await it.rawDatabase()).not.toContain("9121234567");
    expect(await it.rawDatabase()).not.toContain("آموزشگاه");

    const others = it.principals.staff("expert", "asanak");
    expect(await it.visitors.listConsultations({ closed: false }, others)).toEqual({
      consultations: [],
    });
    await expect(
      it.visitors.closeConsultation({ consultationId, note: "" }, others),
    ).rejects.toMatchObject({ reason: "CONSULTATION_UNKNOWN" });
    await expect(it.visitors.listConsultations({ closed: false }, it.tenant)).rejects.toMatchObject(
      { kind: "forbidden" },
    );

    const done = { consultationId, note: "called back" };
    const closed = await it.visitors.closeConsultation(done, desk);
    expect(closed.consultation).toMatchObject({
      note: "called back",
      closedBy: expect.any(String),
    });
    expect(await it.visitors.closeConsultation({ consultationId, note: "again" }, desk)).toEqual(
      closed,
    );
    expect(await waiting()).toEqual([]);
    expect(
      (await it.visitors.listConsultations({ closed: true }, desk)).consultations,
    ).toHaveLength(1);
  });

  test("says what is missing, and one address does not fill the desk", async () => {
    for (const [over, reason] of [
      [{ name: " " }, "NAME_MISSING"],
      [{ mobile: "", email: "" }, "CONTACT_MISSING"],
      [{ mobile: "02188888888" }, "MOBILE_MALFORMED"],
      [{ email: "nobody" }, "EMAIL_MALFORMED"],
      [{ question: "" }, "QUESTION_MISSING"],
      [{ family: "line_9" }, "FAMILY_UNKNOWN"],
      [{ providerId: "nobody" }, "PROVIDER_UNKNOWN"],
    ] as const) {
      await expect(ask(over), reason).rejects.toMatchObject({ reason });
    }
    const many = await Promise.allSettled(
      Array.from({ length: 25 }, () => ask({ remoteAddress: "192.0.2.10" })),
    );
    expect(many.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    await expect(ask({ remoteAddress: "192.0.2.10" })).rejects.toMatchObject({
      kind: "exhausted",
      reason: "TOO_MANY_ATTEMPTS",
    });
    await expect(ask({ remoteAddress: "192.0.2.11" })).resolves.toBeDefined();
  });
});
