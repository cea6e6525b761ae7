import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, marketCode, shortText, time, version } from "./words.js";

export const newProvider = shape(
  "NewProvider",
  { providerId: "asanak", name: "Asanak", market: "IR" },
  z.strictObject({ providerId: id, name: shortText, market: marketCode }),
);

export const provisionedProvider = shape(
  "ProvisionedProvider",
  {
    created: true,
    platformTenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
    expertKey: "wl_0123456789abcdef_…",
    operationsKey: "wl_123456789abcdef0_…",
    financeKey: "wl_23456789abcdef01_…",
    administratorKey: "wl_3456789abcdef012_…",
  },
  z.strictObject({
    created: z
      .boolean()
      .describe("False when the provider was there already; then no keys are shown."),
    platformTenantId: id,
    expertKey: z.string().optional(),
    operationsKey: z.string().optional(),
    financeKey: z.string().optional(),
    administratorKey: z
      .string()
      .optional()
      .describe(
        "Invites the people of the desk. Also shown when an older desk is given its first.",
      ),
  }),
);

export const providerList = shape(
  "ProviderList",
  { providers: [{ providerId: "asanak", name: "Asanak", market: "IR" }] },
  z.strictObject({
    providers: z.array(z.strictObject({ providerId: id, name: z.string(), market: marketCode })),
  }),
);

const personKind = z.enum(["natural", "legal"]);

export const newTenant = shape(
  "NewTenant",
  {
    providerId: "asanak",
    kind: "legal",
    name: "شرکت نمونه",
    ownerName: "Sara Ahmadi",
    ownerEmail: "sara@example.ir",
    ownerMobile: "09121234567",
    termsAccepted: true,
  },
  z.strictObject({
    providerId: id,
    kind: personKind,
    name: shortText,
    ownerName: shortText,
    ownerEmail: shortText,
    ownerMobile: z.string().max(40).describe("As people write it; stored as E.164."),
    termsAccepted: z.boolean(),
  }),
);

export const tenant = shape(
  "Tenant",
  {
    tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
    providerId: "asanak",
    market: "IR",
    kind: "legal",
    name: "شرکت نمونه",
    status: "active",
    registeredAt: "2026-11-22T08:30:00.000Z",
  },
  z.strictObject({
    tenantId: id,
    providerId: id,
    market: marketCode,
    kind: z.enum(["natural", "legal", "unknown"]),
    name: z.string(),
    status: z.enum(["active", "suspended", "unknown"]),
    registeredAt: time.optional(),
  }),
);

export const tenantQuery = z.strictObject({
  search: z
    .string()
    .max(200)
    .default("")
    .describe("Part of a name, or a whole tenant id.")
    .meta({ examples: ["نمونه"] }),
  ids: z
    .string()
    .max(10_000)
    .default("")
    .describe("Only these, separated by commas; at most 200.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
  after: z
    .string()
    .max(128)
    .default("")
    .describe("Customers after this tenantId.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ examples: [50] }),
});
export const tenantList = shape(
  "TenantList",
  {
    tenants: [
      {
        tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
        providerId: "asanak",
        market: "IR",
        kind: "legal",
        name: "شرکت نمونه",
        status: "active",
      },
    ],
  },
  z.strictObject({
    tenants: z.array(tenant).describe("By name; without the platform tenant."),
    next: z
      .string()
      .optional()
      .describe("Give it as `after` for the next page; absent at the end."),
  }),
);

export const registeredTenant = shape(
  "RegisteredTenant",
  {
    tenant: {
      tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
      providerId: "asanak",
      market: "IR",
      kind: "legal",
      name: "شرکت نمونه",
      status: "active",
    },
    apiKey: "wl_0123456789abcdef_…",
  },
  z.strictObject({
    tenant,
    apiKey: z
      .string()
      .optional()
      .describe("Shown once; absent when this registration was sent before."),
  }),
);

export const person = shape(
  "Person",
  {
    personId: "65f0a1b2c3d4e5f6a7b8c9d5",
    name: "Sara Ahmadi",
    email: "sara@example.ir",
    language: "fa",
    totpEnabled: false,
    roles: ["owner"],
    mobileHint: "…4567",
    mobileVerified: false,
    lastSeenAt: "2026-11-22T08:31:00.000Z",
  },
  z.strictObject({
    personId: id,
    name: z.string(),
    email: z.string(),
    language: z.enum(["fa", "tr", "vi", "en"]),
    totpEnabled: z.boolean(),
    roles: z.array(z.string()),
    lastSeenAt: time.optional(),
    resetRequestedAt: time
      .optional()
      .describe("When a new password was asked for; make sure who asks, then issue a token."),
    mobileHint: z.string().optional().describe("Of oneself: the end of the mobile on file."),
    mobileVerified: z
      .boolean()
      .describe("A way to a new password is also sent to a verified mobile."),
  }),
);

export const me = shape(
  "Me",
  {
    kind: "tenant",
    keyId: "65f0a1b2c3d4e5f6a7b8c9d1",
    providerId: "asanak",
    roles: ["viewer"],
    permissions: ["account:read", "lines:read"],
    market: "IR",
    tenant: {
      tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
      providerId: "asanak",
      market: "IR",
      kind: "legal",
      name: "شرکت نمونه",
      status: "active",
    },
  },
  z.strictObject({
    kind: z.enum(["tenant", "staff"]),
    keyId: z.string().optional().describe("Of a caller by key."),
    sessionId: z.string().optional().describe("Of a person who logged in."),
    providerId: z.string(),
    roles: z.array(z.string()),
    permissions: z
      .array(z.string())
      .describe("What the roles give, less what a key is limited to: which buttons to show."),
    market: marketCode.optional(),
    tenant: tenant.optional(),
    person: person.optional(),
    staffOf: id.optional().describe("The provider at whose desk the caller works."),
  }),
);

const identity = z.strictObject({
  firstName: shortText.default(""),
  lastName: shortText.default(""),
  nationalCode: shortText.default(""),
  mobile: shortText.default(""),
  email: shortText.default(""),
});

const identityField = shape(
  "IdentityField",
  {
    field: "nationalId",
    originalName: "شناسه ملی",
    english: "National id",
    rule: "Eleven digits with a correct check digit.",
    source: "delivery.md · 8",
  },
  z.strictObject({
    field: z.string().describe("Field of the company file."),
    originalName: z.string(),
    english: z.string(),
    rule: z.string(),
    source: z.string(),
  }),
);

const companyFacts = {
  companyName: shortText.default(""),
  nationalId: shortText.default(""),
  economicCode: shortText.default(""),
  registrationNumber: shortText.default(""),
  activityType: shortText.default(""),
  website: shortText.default(""),
  email: shortText.default(""),
  ceo: identity.optional(),
  representative: identity.optional(),
  sector: z.enum(["", "general", "qarz_al_hasaneh", "listed_company"]).default(""),
  iban: shortText.default("").describe("International bank account number of the tenant."),
  taxNumber: shortText.default("").describe("Türkiye: VKN, or TCKN of a natural person."),
  enterpriseCode: shortText.default("").describe("Vietnam: 10 digits, or 13 of a branch."),
  address: shortText.default("").describe("As it is to stand on invoices, with the postal code."),
  taxOffice: shortText.default("").describe("Türkiye: vergi dairesi."),
  version: version
    .default(0)
    .describe("The version that was read, 0 before the first write; another one is refused."),
};

const exampleFile = {
  companyName: "شرکت نمونه",
  nationalId: "14003456789",
  economicCode: "411111111111",
  registrationNumber: "12345",
  activityType: "online shop for books",
  website: "https://example.ir",
  email: "info@example.ir",
  ceo: { firstName: "Ali", lastName: "Rezaei", nationalCode: "0499370899", mobile: "", email: "" },
  representative: {
    firstName: "Sara",
    lastName: "Ahmadi",
    nationalCode: "0790419904",
    mobile: "09121234567",
    email: "sara@example.ir",
  },
  sector: "general" as const,
  iban: "",
  taxNumber: "",
  enterpriseCode: "",
  address: "تهران، خیابان ولیعصر، پلاک ۱۲، کد پستی ۱۹۶۷۷۱۳۴۵۸",
  taxOffice: "",
  version: 0,
};

export const companyFileUpdate = shape(
  "CompanyFileUpdate",
  exampleFile,
  z.strictObject(companyFacts),
);
export const companyFile = shape(
  "CompanyFile",
  { ...exampleFile, tenantId: "65f0a1b2c3d4e5f6a7b8c9d0", version: 1 },
  z.strictObject({
    ...companyFacts,
    sector: z.string(),
    tenantId: id,
    identities: z
      .array(identityField)
      .optional()
      .describe("What the market asks of a person of this kind; not repeated after a change."),
  }),
);

const exampleDocument = {
  documentId: "65f0a1b2c3d4e5f6a7b8c9d2",
  code: "commitment_form",
  fileName: "form.jpg",
  mediaType: "image/jpeg",
  sizeBytes: 88_324,
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  storedAt: "2026-11-22T08:31:00.000Z",
};

export const document = shape(
  "Document",
  exampleDocument,
  z.strictObject({
    documentId: id,
    code: z.string(),
    fileName: z.string(),
    mediaType: z.string().describe("Found from the content, never from the name."),
    sizeBytes: count,
    sha256: z.string(),
    storedAt: time.optional(),
    expiresAt: time.optional(),
  }),
);
export const documentList = shape(
  "DocumentList",
  { documents: [exampleDocument] },
  z.strictObject({ documents: z.array(document) }),
);

/** The text fields of an upload; they come before the file, so that the file can be passed on as it arrives. */
export const documentFields = z.strictObject({
  code: z.string().min(1).max(100).describe("Document code of the checklist."),
  expiresAt: time.optional(),
  replaces: z
    .string()
    .max(100)
    .default("")
    .describe("Id of a document of the same code that goes when this one is kept."),
});
export const documentForm = shape(
  "DocumentForm",
  { code: "commitment_form" },
  z.strictObject({ ...documentFields.shape, file: z.file().optional() }),
);
