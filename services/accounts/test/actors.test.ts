import { systemPorts } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountsEnv, type AccountsEnv } from "./accounts-env.js";

let env: AccountsEnv;
let desk: Awaited<ReturnType<AccountsEnv["provision"]>>;
beforeAll(async () => {
  env = await accountsEnv();
  desk = await env.provision("asanak");
});
afterAll(() => env[Symbol.asyncDispose]());

test("a key answers as the person who made it, however many keys stand between", async () => {
  const { session, person } = await env.signUp({ ownerEmail: "maker@example.ir" });
  const inside = await env.in(session);
  const limits = { name: "k", scopes: ["keys:write", "lines:read"], allowedAddresses: [] };
  const first = await env.accounts.issueKey({ requestId: systemPorts.newId(), ...limits }, inside);
  const second = await env.accounts.issueKey(
    { requestId: systemPorts.newId(), ...limits },
    await env.as(first.apiKey),
  );
  const actors = [
    `key:${first.key!.keyId}`,
    `key:${second.key!.keyId}`,
    `person:${person!.personId}`,
    "key:nobody",
    "nonsense",
  ];
  const known = await env.accounts.identifyActors({ actors }, await env.asService());
  const me = `person:${person!.personId}`;
  expect(known.actors.map(({ actor, known: is, answers }) => [actor, is, answers])).toEqual([
    [actors[0], true, me],
    [actors[1], true, me],
    [actors[2], true, me],
    ["key:nobody", false, ""],
    ["nonsense", false, ""],
  ]);
  const { actors: seen } = await env.accounts.identifyActors({ actors: [me] }, inside);
  expect(seen[0]).toMatchObject({
    known: true,
    name: "Sara Ahmadi",
    roles: ["owner"],
    active: true,
  });

  const stranger = await env.signUp({ ownerEmail: "other@example.ir" });
  const { actors: hidden } = await env.accounts.identifyActors(
    { actors },
    await env.in(stranger.session),
  );
  expect(hidden.some((each) => each.known)).toBe(false);
});

test("staff learn who works at their desk and nowhere else; a key of the installation answers for itself", async () => {
  const { actors: trail } = await env.accounts
    .listAuditTrail({ tenantId: desk.platformTenantId }, await env.as(desk.administratorKey))
    .then(({ entries }) => ({
      actors: entries.filter(({ action }) => action === "key.issued").map(({ subject }) => subject),
    }));
  const expert = await env.as(desk.expertKey);
  const { actors } = await env.accounts.identifyActors({ actors: trail }, expert);
  expect(
    actors
      .map(({ roles }) => roles)
      .flat()
      .sort(),
  ).toEqual(["administrator", "expert", "finance", "operations"]);
  for (const { actor, answers, providerId, active } of actors) {
    expect({ answers, providerId, active }).toEqual({
      answers: actor,
      providerId: "asanak",
      active: true,
    });
  }
  const kando = await env.as((await env.provision("kando")).expertKey);
  const elsewhere = await env.accounts.identifyActors({ actors: trail }, kando);
  expect(elsewhere.actors.some((each) => each.known)).toBe(false);
});

test("a person who was let go is still named, and no longer active", async () => {
  const { session } = await env.signUp({ ownerEmail: "boss@example.ir" });
  const boss = await env.in(session);
  const invited = {
    email: "gone@example.ir",
    name: "Gone",
    roles: ["viewer"],
    language: "fa",
    mobile: "",
  };
  const { token } = await env.people.invite(invited, boss);
  const { person } = await env.people.acceptInvitation({
    token,
    name: "",
    password: "four other words",
    remoteAddress: "::1",
  });
  await env.people.removeMember({ personId: person!.personId }, boss);
  const asked = { actors: [`person:${person!.personId}`] };
  const { actors } = await env.accounts.identifyActors(asked, boss);
  expect(actors[0]).toMatchObject({ known: true, active: false, name: "Gone" });
});

test("the chain of the trail is recomputed, and an end that was noted shows what was cut off or changed", async () => {
  const { session, tenant } = await env.signUp({ ownerEmail: "chain@example.ir" });
  const caller = await env.in(session);
  const tenantId = tenant!.tenantId;
  const verify = (knownSequence = 0n, knownHash = "") =>
    env.accounts.verifyAuditTrail({ tenantId: "", knownSequence, knownHash }, caller);

  const whole = await verify();
  expect(whole).toMatchObject({ intact: true, brokenAt: 0n, knownHolds: true });
  expect(whole.headSequence).toBe(whole.entries);
  await env.people.changePassword(
    { current: "four words, not together", next: "another four words" },
    caller,
  );
  expect(await verify(whole.headSequence, whole.headHash)).toMatchObject({
    intact: true,
    knownHolds: true,
    entries: whole.entries + 1n,
  });

  const trail = env.db.collection("audit_trail");
  const later = await verify();
  await trail.deleteOne({ tenantId, sequence: Number(later.headSequence) });
  expect(await verify()).toMatchObject({ intact: true });
  expect(await verify(later.headSequence, later.headHash)).toMatchObject({ knownHolds: false });

  await trail.updateOne({ tenantId, sequence: 2 }, { $set: { action: "nothing.happened" } });
  expect(await verify()).toMatchObject({ intact: false, brokenAt: 2n });
});
