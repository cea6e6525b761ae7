import { z } from "zod";

import { shape } from "./shape.js";
import { id, time } from "./words.js";

const code = z
  .string()
  .max(100)
  .describe("As it was shown to who invites; also the last part of the link.");

const state = z
  .enum(["open", "expired", "withdrawn", "accepted", "confirmed", "refused"])
  .describe("accepted: it waits for the provider's finance.");

const invited = {
  invitationId: "65f0a1b2c3d4e5f6a7b8c9e1",
  resellerId: "65f0a1b2c3d4e5f6a7b8c9d0",
  resellerName: "Payam Reseller",
  name: "Alborz Trading",
  state: "open" as const,
  invitedAt: "2026-11-22T09:12:00.000Z",
  expiresAt: "2026-12-06T09:12:00.000Z",
};
const invitationFields = {
  invitationId: z.string(),
  resellerId: z.string(),
  resellerName: z.string().optional().describe("As it registered."),
  name: z.string().describe("What the reseller calls the company."),
  state,
  invitedAt: time.optional(),
  expiresAt: time.optional(),
  tenantId: z.string().optional().describe("Who accepted."),
  tenantName: z.string().optional().describe("As it registered."),
  acceptedAt: time.optional(),
  decidedAt: time.optional(),
  reason: z.string().optional().describe("Why finance refused."),
  effectiveFrom: z.iso
    .date()
    .optional()
    .describe("From this day of the market on the reseller's prices hold."),
  acceptedBy: z.string().optional().describe("Told to finance."),
  decidedBy: z.string().optional().describe("Told to finance."),
};

export const resaleInvitation = shape(
  "ResaleInvitation",
  invited,
  z.strictObject(invitationFields),
);
export const resaleInvitationList = shape(
  "ResaleInvitationList",
  { invitations: [invited] },
  z.strictObject({ invitations: z.array(resaleInvitation) }),
);
export const newResaleInvitation = shape(
  "NewResaleInvitation",
  { name: "Alborz Trading", validDays: 14 },
  z.strictObject({
    name: z.string().min(1).max(200).describe("What you call the company."),
    validDays: z.int().min(1).max(90).default(14),
  }),
);
export const madeResaleInvitation = shape(
  "MadeResaleInvitation",
  { invitation: invited, code: "wlr_5f0a1b2c3d4e5f6a7b8c9d05f0a1b2c3d4e5f6a7b8c9d0ff" },
  z.strictObject({
    invitation: resaleInvitation,
    code: code.optional().describe("Shown this once; none when the request was sent before."),
  }),
);
export const resaleCode = shape(
  "ResaleCode",
  { code: "wlr_5f0a1b2c3d4e5f6a7b8c9d05f0a1b2c3d4e5f6a7b8c9d0ff" },
  z.strictObject({ code }),
);
export const readResaleInvitation = shape(
  "ReadResaleInvitation",
  {
    resellerName: invited.resellerName,
    providerId: "asanak",
    name: invited.name,
    state: invited.state,
    expiresAt: invited.expiresAt,
  },
  z.strictObject({
    resellerName: z.string().optional(),
    providerId: z.string().describe("With whom the company registers, if it has not yet."),
    name: z.string(),
    state,
    expiresAt: time.optional(),
  }),
);
export const ownReseller = shape(
  "OwnReseller",
  {
    resellerId: invited.resellerId,
    resellerName: invited.resellerName,
    since: "2026-11-23T10:00:00.000Z",
    effectiveFrom: "2026-11-23",
  },
  z.strictObject({
    resellerId: z.string().optional().describe("None: the provider's own customer."),
    resellerName: z.string().optional(),
    since: time.optional(),
    effectiveFrom: z.iso.date().optional(),
    joining: resaleInvitation.optional().describe("The invitation that it accepted last."),
  }),
);
export const joiningList = shape(
  "JoiningList",
  {
    joinings: [
      {
        ...invited,
        state: "accepted" as const,
        tenantId: "65f0a1b2c3d4e5f6a7b8c9d9",
        tenantName: "Alborz Trading Co.",
        acceptedAt: "2026-11-22T11:00:00.000Z",
        acceptedBy: "person:65f0a1b2c3d4e5f6a7b8c9aa",
      },
    ],
  },
  z.strictObject({ joinings: z.array(resaleInvitation) }),
);
export const joiningDecision = shape(
  "JoiningDecision",
  { decision: "confirm" as const, effectiveFrom: "2026-12-01" },
  z.strictObject({
    decision: z.enum(["confirm", "refuse"]),
    reason: z.string().max(200).default("").describe("To refuse: why. Both companies read it."),
    effectiveFrom: z.iso
      .date()
      .optional()
      .describe("To confirm: a day of the market within a year; none: today."),
  }),
);
export const tenantQuery = z.strictObject({
  tenantId: id
    .optional()
    .describe("Staff: whose.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d9"] }),
});
