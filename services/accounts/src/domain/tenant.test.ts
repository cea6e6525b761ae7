import { expect, test } from "vitest";
import { standingTo } from "./access.js";
import { suspend, type Tenant } from "./tenant.js";

const tenant: Tenant = {
  tenantId: "t1",
  providerId: "asanak",
  market: "IR",
  kind: "legal",
  name: "Example Co.",
  status: "active",
  platform: false,
  registeredAt: new Date(0),
  version: 1,
};

test("a tenant is suspended once, with a new version", () => {
  const first = suspend(tenant);
  expect(first).toMatchObject({
    kind: "suspended",
    tenant: { status: "suspended", version: 2 },
  });
  expect(suspend({ ...tenant, status: "suspended", version: 2 })).toMatchObject({
    kind: "already_suspended",
    tenant: { version: 2 },
  });
});

test("the platform tenant is never suspended", () => {
  expect(suspend({ ...tenant, platform: true })).toEqual({
    kind: "refused",
    code: "PLATFORM_TENANT",
  });
});

test("a tenant sees itself, staff their provider's tenants, a service whom it acts for", () => {
  expect(standingTo(tenant, { kind: "tenant", tenantId: "t1" })).toBe("own");
  expect(standingTo(tenant, { kind: "tenant", tenantId: "t2", providerId: "asanak" })).toBe(
    "stranger",
  );
  expect(standingTo(tenant, { kind: "staff", providerId: "asanak" })).toBe("staff");
  expect(standingTo(tenant, { kind: "staff", providerId: "kando" })).toBe("stranger");
  expect(standingTo(tenant, { kind: "service" })).toBe("service");
  expect(standingTo(tenant, { kind: "service", tenantId: "t1" })).toBe("service");
  expect(standingTo(tenant, { kind: "service", tenantId: "t2" })).toBe("stranger");
});
