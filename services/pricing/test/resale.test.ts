import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { asTenant, counts, finance, financeOf, pricing, principals, rial } from "./world.js";

const NOON = new Date("2026-11-21T08:30:00Z");
const DAY_MS = 86_400_000;

let it: Awaited<ReturnType<typeof pricing>>;
let last = 0;
const next = () => `r${(last += 1)}`;
beforeAll(async () => {
  it = await pricing();
  it.setClock(() => NOON);
});
afterEach(() => {
  it.setClock(() => NOON);
  it.heard.suspended.clear();
});
afterAll(() => it[Symbol.asyncDispose]());

const invite = async (resellerId: string, over: { validDays?: number } = {}) => {
  const company = { requestId: next(), name: "Alborz", ...over };
  const { invitation, code } = await it.resale.inviteCustomer(company, asTenant(resellerId));
  return { code, invitationId: invitation?.invitationId ?? "" };
};
const accept = (code: string, tenantId: string) =>
  it.resale.acceptCustomerInvitation({ code }, asTenant(tenantId));
const accepted = async (resellerId: string, tenantId: string) => {
  const { code, invitationId } = await invite(resellerId);
  await accept(code, tenantId);
  return invitationId;
};
const decide = (invitationId: string, over: object = {}) =>
  it.resale.decideJoining({ invitationId, decision: "confirm", ...over }, finance);
const join = async (resellerId: string, tenantId: string) =>
  decide(await accepted(resellerId, tenantId));
const refusedWith = (reason: string): unknown => expect.objectContaining({ reason });
const own = (tenantId: string) => it.resale.getOwnReseller({ tenantId: "" }, asTenant(tenantId));
const quoted = async (tenantId: string) => {
  const asked = { tenantId, providerId: "", family: "landline_021", counts };
  const { outcome } = await it.client().quote(asked, asTenant(tenantId));
  return outcome?.$case === "quote" ? outcome.value.total?.minor : undefined;
};

test("a company that a reseller invited accepts by its code, finance confirms, and the reseller's prices hold from the day it named", async () => {
  const { code, invitationId } = await invite("r-one");
  const read = await it.resale.readCustomerInvitation({ code });
  expect(read).toMatchObject({
    ...{ resellerName: "r-one Ltd", providerId: "asanak", name: "Alborz", state: "open" },
    expiresAt: new Date(NOON.getTime() + 14 * DAY_MS),
  });
  const { invitation } = await accept(code, "c-one");
  expect(invitation).toMatchObject({ state: "accepted", tenantName: "c-one Ltd", acceptedBy: "" });
  // Said again by the same company it is the same.
  expect(await accept(code, "c-one")).toEqual({ invitation });
  // Nothing is the reseller's yet.
  expect(await own("c-one")).toMatchObject({ resellerId: "", joining: { state: "accepted" } });
  await expect(
    it.resellers.setSurcharges({ tenantId: "c-one", surcharges: [] }, asTenant("r-one")),
  ).rejects.toEqual(refusedWith("NOT_RESOLD"));
  const before = await quoted("c-one");

  const { joinings } = await it.resale.listJoinings({}, finance);
  expect(joinings).toMatchObject([
    { invitationId, resellerName: "r-one Ltd", tenantName: "c-one Ltd", state: "accepted" },
  ]);
  expect(await it.metrics()).toMatch(/pricing_resale_joinings_waiting\{.+\} \d/u);
  const { joining } = await decide(invitationId, { effectiveFrom: "2026-11-23" });
  expect(joining).toMatchObject({ state: "confirmed", effectiveFrom: "2026-11-23" });
  expect((await it.resale.listJoinings({}, finance)).joinings).toEqual([]);
  expect(await own("c-one")).toMatchObject({
    ...{ resellerId: "r-one", resellerName: "r-one Ltd", effectiveFrom: "2026-11-23" },
    joining: { state: "confirmed" },
  });

  const set = { tenantId: "c-one", surcharges: [{ perPart: rial(10n) }] };
  await it.resellers.setSurcharges(set, asTenant("r-one"));
  it.setClock(() => new Date(NOON.getTime() + DAY_MS));
  expect(await quoted("c-one")).toBe(before);
  it.setClock(() => new Date(NOON.getTime() + 2 * DAY_MS));
  expect((await quoted("c-one")) ?? 0n).toBeGreaterThan(before ?? 0n);
  // The reseller sees of its customer as what it registered, how it stands and what it earned on it.
  it.heard.suspended.add("c-one");
  const { customers } = await it.resellers.listResold({ resellerId: "" }, asTenant("r-one"));
  expect(customers).toMatchObject([
    { tenantId: "c-one", name: "c-one Ltd", status: "suspended", earned: rial(0n) },
  ]);
});

test("finance refuses with a reason that both companies read, decides once, and only what somebody accepted", async () => {
  const { code, invitationId } = await invite("r-two");
  await expect(decide(invitationId)).rejects.toEqual(refusedWith("RESALE_NOT_ACCEPTED"));
  await accept(code, "c-two");
  const refuse = { decision: "refuse", reason: "no contract" };
  const wrong = [
    [{ decision: "refuse", reason: " " }, "REASON_MISSING"],
    [{ decision: "perhaps" }, "DECISION_UNKNOWN"],
    [{ effectiveFrom: "2026-11-20" }, "RESALE_DAY_INVALID"],
    [{ effectiveFrom: "2026-02-30" }, "RESALE_DAY_INVALID"],
    [{ effectiveFrom: "2028-01-01" }, "RESALE_DAY_INVALID"],
  ] as const;
  for (const [over, reason] of wrong) {
    await expect(decide(invitationId, over), reason).rejects.toEqual(refusedWith(reason));
  }
  await expect(
    it.resale.decideJoining({ invitationId, ...refuse }, financeOf("kando")),
  ).rejects.toEqual(refusedWith("RESALE_INVITATION_UNKNOWN"));
  await decide(invitationId, refuse);
  expect((await decide(invitationId, refuse)).joining?.state).toBe("refused");
  await expect(decide(invitationId)).rejects.toEqual(refusedWith("RESALE_DECIDED"));
  expect(await own("c-two")).toMatchObject({
    resellerId: "",
    joining: { state: "refused", reason: "no contract", decidedBy: "" },
  });
  const { invitations } = await it.resale.listCustomerInvitations(
    { resellerId: "" },
    asTenant("r-two"),
  );
  expect(invitations).toMatchObject([{ state: "refused", reason: "no contract" }]);
  await expect(
    it.resale.withdrawCustomerInvitation({ invitationId }, asTenant("r-two")),
  ).rejects.toEqual(refusedWith("RESALE_DECIDED"));
});

test("an invitation that is forged, one's own, over, withdrawn, taken or of another provider opens nothing", async () => {
  const { code, invitationId } = await invite("r-three", { validDays: 1 });
  const forged = `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
  await expect(accept(forged, "c-three")).rejects.toEqual(refusedWith("RESALE_INVITATION_UNKNOWN"));
  await expect(accept(code, "m-three")).rejects.toEqual(refusedWith("RESALE_INVITATION_UNKNOWN"));
  await expect(accept(code, "r-three")).rejects.toEqual(refusedWith("RESALE_WITH_ITSELF"));
  it.setClock(() => new Date(NOON.getTime() + DAY_MS));
  await expect(accept(code, "c-three")).rejects.toEqual(refusedWith("RESALE_INVITATION_EXPIRED"));
  expect((await it.resale.readCustomerInvitation({ code })).state).toBe("expired");
  it.setClock(() => NOON);
  for (const _again of [1, 2]) {
    await it.resale.withdrawCustomerInvitation({ invitationId }, asTenant("r-three"));
  }
  await expect(accept(code, "c-three")).rejects.toEqual(refusedWith("RESALE_INVITATION_WITHDRAWN"));
  const second = await invite("r-three");
  await accept(second.code, "c-three");
  await expect(accept(second.code, "c-three-b")).rejects.toEqual(
    refusedWith("RESALE_INVITATION_TAKEN"),
  );
  // A company waits for one reseller at a time; what is withdrawn meanwhile is decided by nobody.
  const third = await invite("r-three-b");
  await expect(accept(third.code, "c-three")).rejects.toEqual(refusedWith("RESALE_WAITS"));
  await it.resale.withdrawCustomerInvitation(second, asTenant("r-three"));
  await expect(decide(second.invitationId)).rejects.toEqual(refusedWith("RESALE_NOT_ACCEPTED"));
  await accept(third.code, "c-three");
});

test("nobody has two resellers, and resellers make neither a chain nor a circle, however fast they are", async () => {
  await join("r-four", "c-four");
  const elsewhere = await invite("r-five");
  await expect(accept(elsewhere.code, "c-four")).rejects.toEqual(refusedWith("RESALE_ELSEWHERE"));
  // A customer of a reseller invites nobody, and a reseller with customers becomes nobody's.
  await expect(invite("c-four")).rejects.toEqual(refusedWith("RESALE_CIRCLE"));
  await expect(accept(elsewhere.code, "r-four")).rejects.toEqual(refusedWith("RESALE_CIRCLE"));
  // Each accepted the other while neither had a customer; both are confirmed at once.
  const circle = await Promise.all([accepted("r-six", "r-seven"), accepted("r-seven", "r-six")]);
  const decided = await Promise.allSettled(circle.map((id) => decide(id)));
  expect(decided.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(decided.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { reason: "RESALE_CIRCLE" },
  });
});

test("a suspended reseller takes nobody in until it is reinstated", async () => {
  const { code, invitationId } = await invite("r-eight");
  it.heard.suspended.add("r-eight");
  await expect(accept(code, "c-eight")).rejects.toEqual(refusedWith("RESELLER_SUSPENDED"));
  it.heard.suspended.clear();
  await accept(code, "c-eight");
  it.heard.suspended.add("r-eight");
  await expect(decide(invitationId)).rejects.toEqual(refusedWith("RESELLER_SUSPENDED"));
  it.heard.suspended.clear();
  expect((await decide(invitationId)).joining?.state).toBe("confirmed");
});

test("an invitation is made once per request, its code is shown once, and only its owner makes one", async () => {
  const asked = { requestId: next(), name: "Alborz", validDays: 3 };
  const made = await it.resale.inviteCustomer(asked, asTenant("r-nine"));
  expect(made.code).toMatch(/^wlr_[0-9a-f]{48}$/u);
  expect(await it.resale.inviteCustomer(asked, asTenant("r-nine"))).toEqual({ ...made, code: "" });
  await expect(
    it.resale.inviteCustomer({ ...asked, name: "Damavand" }, asTenant("r-nine")),
  ).rejects.toEqual(refusedWith("REQUEST_ID_REUSED"));
  const wrong = [{ name: " " }, { name: "x".repeat(201) }, { validDays: 91 }, { validDays: -1 }];
  for (const over of wrong) {
    await expect(
      it.resale.inviteCustomer({ ...asked, requestId: next(), ...over }, asTenant("r-nine")),
    ).rejects.toEqual(refusedWith("RESALE_INVITATION_INVALID"));
  }
  const accountant = principals.tenant("r-nine", { providerId: "asanak", roles: ["accountant"] });
  await expect(
    it.resale.inviteCustomer({ ...asked, requestId: next() }, accountant),
  ).rejects.toEqual(refusedWith("ROLE_REQUIRED"));
  await expect(
    it.resale.inviteCustomer({ ...asked, requestId: next() }, asTenant("p-platform")),
  ).rejects.toEqual(refusedWith("RESALE_CIRCLE"));
  // The code itself is kept by nobody.
  const kept = await it.store.collection("resaleInvitations").find().toArray();
  expect(JSON.stringify(kept)).not.toContain(made.code.slice(4));
});
