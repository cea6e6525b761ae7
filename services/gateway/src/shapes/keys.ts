import { permissions, type Permission } from "@whiteline/service-kit";
import { z } from "zod";

import { shape } from "./shape.js";
import { id, shortText, time } from "./words.js";

const scopeNames = Object.keys(permissions) as [Permission, ...Permission[]];
const scope = z.enum(scopeNames.filter((one) => one !== "self")).meta({
  id: "Scope",
  description: Object.entries(permissions)
    .map(([name, meaning]) => `${name}: ${meaning}`)
    .join("\n"),
});

const key = z.strictObject({
  keyId: id,
  name: z.string(),
  prefix: z.string().describe("First part of the key, by which people tell keys apart."),
  scopes: z.array(z.string()).describe("None = all that the roles give."),
  issuedAt: time.optional(),
  expiresAt: time.optional(),
  allowedAddresses: z.array(z.string()).describe("None = from anywhere."),
  lastUsedAt: time.optional().describe("At most a minute behind."),
  revokedAt: time.optional(),
});
const exampleKey = {
  keyId: "65f0a1b2c3d4e5f6a7b8c9d1",
  name: "web shop",
  prefix: "wl_0123456789abcdef",
  scopes: ["messages:send" as const],
  allowedAddresses: ["192.0.2.0/24"],
};

export const newKey = shape(
  "NewKey",
  { name: "web shop", scopes: ["messages:send"], allowedAddresses: ["192.0.2.0/24"] },
  z.strictObject({
    name: shortText,
    scopes: z.array(scope).min(1).max(scopeNames.length),
    expiresAt: time.optional(),
    allowedAddresses: z
      .array(z.string().max(64))
      .max(50)
      .default([])
      .describe("Addresses and networks (CIDR), IPv4 or IPv6."),
  }),
);
export const issuedKey = shape(
  "IssuedKey",
  { ...exampleKey, apiKey: "wl_0123456789abcdef_…" },
  z.strictObject({
    ...key.shape,
    apiKey: z.string().optional().describe("Shown once; absent when this request was sent before."),
  }),
);
export const keyList = shape(
  "KeyList",
  { keys: [exampleKey] },
  z.strictObject({ keys: z.array(key) }),
);

const entry = z.strictObject({
  sequence: z.int().positive(),
  actor: z.string().describe("person:<id>, key:<id>, service:<name>, visitor or installation."),
  action: z.string(),
  subject: z.string(),
  at: time.optional(),
  before: z.record(z.string(), z.unknown()).optional(),
  after: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("Personal values are told as hmac:<mark>: equal values look equal."),
  verdictId: id
    .optional()
    .describe(
      "The verdict card that stood when this was decided, as GET /v1/verdicts/{id} and the desk show it.",
    ),
  hash: z.string().describe("SHA-256 over the previous hash and this entry."),
});
export const auditTrail = shape(
  "AuditTrail",
  {
    entries: [
      {
        sequence: 4,
        actor: "person:65f0a1b2c3d4e5f6a7b8c9d5",
        action: "member.changed",
        subject: "person:65f0a1b2c3d4e5f6a7b8c9d8",
        at: "2026-11-22T08:31:00.000Z",
        before: { roles: ["viewer"] },
        after: { roles: ["marketer"] },
        hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      },
    ],
    chainIntact: true,
  },
  z.strictObject({
    entries: z.array(entry).describe("At most 500, oldest first."),
    chainIntact: z.boolean().describe("Of the whole chain, not only of this page."),
  }),
);
export const auditQuery = z.strictObject({
  before: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe("Entries before this sequence.")
    .meta({ examples: [501] }),
  tenantId: id
    .optional()
    .describe("Of staff: whose trail; it tells of this look.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
});

export const providerAuditQuery = auditQuery.omit({ tenantId: true });

export const providerVerificationQuery = z.strictObject({
  sequence: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe("With hash: an end of the chain that was noted before.")
    .meta({ examples: [4] }),
  hash: z
    .string()
    .max(64)
    .default("")
    .meta({ examples: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"] }),
});
export const verificationQuery = z.strictObject({
  tenantId: auditQuery.shape.tenantId,
  ...providerVerificationQuery.shape,
});
export const auditVerification = shape(
  "AuditVerification",
  {
    entries: 4,
    intact: true,
    head: {
      sequence: 4,
      hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    },
    knownHolds: true,
  },
  z.strictObject({
    entries: z.int(),
    intact: z.boolean().describe("Every entry follows unchanged from the one before."),
    brokenAt: z.int().optional().describe("Sequence of the first entry that does not."),
    head: z
      .strictObject({ sequence: z.int(), hash: z.string() })
      .describe(
        "Note it elsewhere: sent with a later question it shows whether entries were cut off.",
      ),
    knownHolds: z.boolean().describe("Whether the noted entry stands as it was."),
  }),
);
