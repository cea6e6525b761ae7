import { z } from "zod";

import { newTenant, person, tenant } from "./accounts.js";
import { shape } from "./shape.js";
import { id, shortText, time } from "./words.js";

const password = z.string().min(1).max(512);
const token = z.string().min(1).max(200);
const language = z.enum(["fa", "tr", "vi", "en"]);
const code = z.string().max(20).describe("Six digits, of any script.");
const roles = z
  .array(z.string().max(40))
  .min(1)
  .max(10)
  .describe(
    "Of a company: owner, marketer, developer, accountant, viewer. Of a desk: expert, operations, finance, administrator.",
  );

const exampleTenant = {
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  providerId: "asanak",
  market: "IR",
  kind: "legal" as const,
  name: "شرکت نمونه",
  status: "active" as const,
};
const examplePerson = {
  personId: "65f0a1b2c3d4e5f6a7b8c9d5",
  name: "Sara Ahmadi",
  email: "sara@example.ir",
  language: "fa" as const,
  totpEnabled: false,
  roles: ["owner"],
  mobileVerified: false,
};
const examplePassword = "four words, not together";

export const signUp = shape(
  "SignUp",
  {
    providerId: "asanak",
    kind: "legal",
    name: "شرکت نمونه",
    ownerName: "Sara Ahmadi",
    ownerEmail: "sara@example.ir",
    ownerMobile: "۰۹۱۲۱۲۳۴۵۶۷",
    termsAccepted: true,
    password: examplePassword,
    language: "fa",
  },
  z.strictObject({ ...newTenant.shape, password, language: language.default("en") }),
);

export const entered = shape(
  "Entered",
  { person: examplePerson, tenant: exampleTenant },
  z
    .strictObject({ person, tenant: tenant.optional().describe("Absent of staff.") })
    .describe("Who is inside now; the session itself is in the cookie."),
);

export const logIn = shape(
  "LogIn",
  { email: "sara@example.ir", password: examplePassword },
  z.strictObject({
    email: shortText,
    password,
    totpCode: code.default("").describe("Needed when the answer was TOTP_NEEDED."),
    tenantId: z
      .string()
      .max(128)
      .default("")
      .describe("For who works for several companies with one password: the one that was chosen."),
    providerId: z
      .string()
      .max(128)
      .default("")
      .describe("Instead of a company: the desk of this provider."),
  }),
);
export const doors = shape(
  "Doors",
  {
    doors: [
      {
        tenantId: exampleTenant.tenantId,
        providerId: "asanak",
        name: exampleTenant.name,
        lastSeenAt: "2026-11-22T08:31:00.000Z",
      },
      { providerId: "asanak", name: "Asanak" },
    ],
  },
  z
    .strictObject({
      doors: z
        .array(
          z.strictObject({
            tenantId: z.string().optional().describe("Absent of a desk."),
            providerId: z.string(),
            name: z.string().describe("Of the company, or of the provider whose desk it is."),
            lastSeenAt: time.optional(),
          }),
        )
        .describe("The one used last comes first."),
    })
    .describe("Nobody is inside yet: address and password open several, and one is to be chosen."),
);

const exampleSession = {
  sessionId: "65f0a1b2c3d4e5f6a7b8c9d6",
  createdAt: "2026-11-22T08:31:00.000Z",
  lastUsedAt: "2026-11-22T08:35:00.000Z",
  remoteAddress: "192.0.2.7",
  current: true,
};
export const sessionList = shape(
  "SessionList",
  { sessions: [exampleSession] },
  z.strictObject({
    sessions: z.array(
      z.strictObject({
        sessionId: id,
        createdAt: time.optional(),
        lastUsedAt: time.optional(),
        remoteAddress: z.string().optional(),
        current: z.boolean(),
      }),
    ),
  }),
);

export const totpSecret = shape(
  "TotpSecret",
  {
    secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    uri: "otpauth://totp/Whiteline:sara%40example.ir?issuer=Whiteline&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  },
  z.strictObject({ secret: z.string(), uri: z.string().describe("For a QR code.") }),
);
export const mobile = shape(
  "Mobile",
  { mobile: "۰۹۱۲۱۲۳۴۵۶۷" },
  z.strictObject({ mobile: shortText.default("").describe("Empty: the one on file.") }),
);
export const mobileCodeSent = shape(
  "MobileCodeSent",
  { expiresAt: "2026-11-22T08:41:00.000Z" },
  z.strictObject({ expiresAt: time.optional() }),
);
export const mobileCode = shape("MobileCode", { code: "492039" }, z.strictObject({ code }));

export const totpCode = shape("TotpCode", { code: "492039" }, z.strictObject({ code }));

export const passwordChange = shape(
  "PasswordChange",
  { current: examplePassword, next: "another four words" },
  z.strictObject({ current: password, next: password }),
);
export const passwordResetRequest = shape(
  "PasswordResetRequest",
  { email: "sara@example.ir" },
  z.strictObject({ email: shortText }),
);
export const passwordResetQuery = z.strictObject({
  forgetTotp: z
    .enum(["true", "false"])
    .default("false")
    .describe("The authenticator is lost as well: the new password also ends its codes.")
    .meta({ examples: ["true"] }),
});

export const passwordResetToken = shape(
  "PasswordResetToken",
  { token: "wlr_…", expiresAt: "2026-11-23T08:31:00.000Z" },
  z
    .strictObject({ token: z.string(), expiresAt: time.optional() })
    .describe("Shown once, to be handed over to the member."),
);
export const newPassword = shape(
  "NewPassword",
  { password: "another four words" },
  z.strictObject({ password }),
);
export const byToken = z.strictObject({ token: token.meta({ examples: ["wlr_…"] }) });

export const memberQuery = z.strictObject({
  tenantId: z
    .string()
    .max(128)
    .default("")
    .describe("Of staff: whose people; the look is told in that tenant's audit trail.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
});
export const memberList = shape(
  "MemberList",
  { members: [examplePerson] },
  z.strictObject({ members: z.array(person) }),
);
export const memberRoles = shape(
  "MemberRoles",
  { roles: ["marketer", "developer"] },
  z.strictObject({ roles }),
);

export const newInvitation = shape(
  "NewInvitation",
  { email: "reza@example.ir", name: "Reza Karimi", roles: ["marketer"], language: "fa" },
  z.strictObject({
    email: shortText,
    name: shortText.default(""),
    roles,
    language: language.default("en"),
    mobile: shortText
      .optional()
      .describe("The token is sent there as well, where the provider writes to people."),
  }),
);
const invitation = z.strictObject({
  invitationId: id,
  email: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  language: z.string(),
  invitedAt: time.optional(),
  expiresAt: time.optional(),
});
const exampleInvitation = {
  invitationId: "65f0a1b2c3d4e5f6a7b8c9d7",
  email: "reza@example.ir",
  name: "Reza Karimi",
  roles: ["marketer"],
  language: "fa",
  expiresAt: "2026-11-29T08:31:00.000Z",
};
export const issuedInvitation = shape(
  "IssuedInvitation",
  { ...exampleInvitation, token: "wli_…" },
  z.strictObject({
    ...invitation.shape,
    token: z.string().describe("Shown once, to be handed over to who is invited."),
  }),
);
export const invitationList = shape(
  "InvitationList",
  { invitations: [exampleInvitation] },
  z.strictObject({ invitations: z.array(invitation) }),
);
export const acceptance = shape(
  "Acceptance",
  { name: "Reza Karimi", password: examplePassword },
  z.strictObject({ name: shortText.default(""), password }),
);

export const suspension = shape(
  "Suspension",
  { reason: "advertising on a service line" },
  z.strictObject({ reason: z.string().min(1).max(500) }),
);
