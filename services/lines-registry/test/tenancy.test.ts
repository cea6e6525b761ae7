import {
  LinesRegistryServiceDefinition,
  LineType,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { systemPorts, type CallOptions } from "@whiteline/service-kit";
import { expect, test } from "vitest";
import { filedIn, registryEnv, request021, toTheWhiteList } from "./registry-env.js";

test("every RPC called as another tenant is refused, and tells nothing of the first", async () => {
  await using it = await registryEnv();
  const { applicationId } = filedIn(await it.apply());
  const { lineId } = await it.advance(applicationId, ...toTheWhiteList);
  const refusals: Record<string, (caller: CallOptions) => Promise<unknown>> = {
    apply: (caller) => it.registry.apply(request021({ applicationId }), caller),
    getApplication: (caller) => it.registry.getApplication({ applicationId }, caller),
    listApplications: (caller) =>
      it.registry.listApplications({ providerId: "asanak", state: "" }, caller),
    advanceApplication: (caller) =>
      it.registry.advanceApplication(
        {
          applicationId,
          event: "suspend",
          expectedVersion: 6n,
          note: "",
          findings: [],
          originals: [],
          operatorAnswer: undefined,
        },
        caller,
      ),
    getLine: (caller) => it.registry.getLine({ lineId }, caller),
    listLines: (caller) => it.registry.listLines({}, caller),
    provisionLine: (caller) =>
      it.registry.provisionLine(
        {
          tenantId: "tenant-a",
          providerId: "asanak",
          market: "IR",
          family: "landline_021",
          number: "02133334444",
          type: LineType.ADVERTISING,
        },
        caller,
      ),
    snapshot: async (caller) => {
      for await (const { line } of it.registry.snapshot({}, caller)) return line;
      return undefined;
    },
    setProviderEligibility: (caller) =>
      it.registry.setProviderEligibility(
        {
          providerId: "asanak",
          expectedVersion: 0n,
          kind: "partner",
          met: [],
          suspended: true,
          note: "",
          validUntil: {},
        },
        caller,
      ),
  };
  // These speak of packs and providers, and of no tenant but the caller.
  const ofNobody = ["getChecklist", "listFamilies", "proposeSpellings", "getProviderEligibility"];
  expect([...Object.keys(refusals), ...ofNobody].sort()).toEqual(
    Object.keys(LinesRegistryServiceDefinition.methods).sort(),
  );

  // Lists are the caller's own: the other tenant's are empty, not refused.
  const { listApplications, listLines, ...refused } = refusals;
  for (const caller of [it.stranger, it.principals.tenant(systemPorts.newId(), { market: "IR" })]) {
    for (const [name, attempt] of Object.entries(refused))
      await expect(attempt(caller), name).rejects.toMatchObject({
        kind: expect.stringMatching(/^(?:not_found|forbidden)$/u),
      });
    expect(await listApplications!(caller)).toEqual({ applications: [] });
    expect(await listLines!(caller)).toEqual({ lines: [] });
  }
  const kando = it.principals.staff("expert", "kando");
  const { apply: _apply, ...byStaff } = refused;
  for (const [name, attempt] of Object.entries({ ...byStaff, listApplications: listApplications! }))
    await expect(attempt(kando), name).rejects.toMatchObject({
      kind: expect.stringMatching(/^(?:not_found|forbidden)$/u),
    });
  const { application } = await it.registry.getApplication({ applicationId }, it.tenant);
  expect(application).toMatchObject({ state: "active_service", version: 6n });
});
