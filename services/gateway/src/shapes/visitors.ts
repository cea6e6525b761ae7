import { z } from "zod";

import { checklistQuery } from "./families.js";
import { shape } from "./shape.js";
import { id, marketCode, shortText, time } from "./words.js";

const day = z.iso.date();
const hours = z
  .strictObject({ open: z.string(), close: z.string() })
  .describe("HH:MM of the market's own time; the closing time is not part of it.");

export const support = shape(
  "Support",
  {
    providerId: "melipayamak",
    name: "Melipayamak",
    market: "IR",
    today: "2026-11-27",
    localTime: "16:40",
    timezone: "Asia/Tehran",
    holiday: true,
    hoursToday: { open: "09:00", close: "17:00" },
    openNow: true,
    ordinaryDay: { open: "08:00", close: "22:00" },
    holidays: { open: "09:00", close: "17:00" },
    contacts: ["02163404"],
    holidayMeans: "Fridays and public holidays (interpretation)",
    source: "001 · Closing words",
    basis: "seed",
  },
  z.strictObject({
    providerId: id,
    name: z.string(),
    market: marketCode,
    today: day,
    localTime: z.string(),
    timezone: z.string(),
    holiday: z.boolean().describe("Whether today has the hours of a holiday there."),
    hoursToday: hours.optional().describe("Absent where no source says."),
    openNow: z.boolean().describe("False where no source says."),
    ordinaryDay: hours.optional(),
    holidays: hours.optional(),
    contacts: z.array(z.string()).describe("As printed."),
    holidayMeans: z.string().optional(),
    source: z.string().optional().describe("Absent where no source says anything of support."),
    basis: z.string().optional(),
  }),
);

export const offerQuery = z.strictObject({
  applicantKind: z
    .enum(["", "natural", "legal"])
    .default("")
    .describe("Tells for each family whether such a person can hold it, and why never.")
    .meta({ examples: ["natural"] }),
});

export const visitorChecklistQuery = checklistQuery.omit({ provider: true });

const language = z.enum(["", "fa", "tr", "vi", "en"]);

export const newConsultation = shape(
  "NewConsultation",
  {
    name: "مریم احمدی",
    mobile: "۰۹۱۲۱۲۳۴۵۶۷",
    question: "برای آموزشگاه زبان با مجوز، کدام خط مناسب است؟",
    family: "samantel_9999",
    language: "fa",
  },
  z.strictObject({
    name: shortText,
    mobile: shortText.default(""),
    email: shortText.default("").describe("One of mobile and e-mail is needed."),
    question: z.string().max(2_000),
    family: z.string().max(128).default("").describe("Family of lines it is about; empty: none."),
    language: language.default("").describe("Empty: the market's own."),
  }),
);

export const keptConsultation = shape(
  "KeptConsultation",
  { consultationId: "65f0a1b2c3d4e5f6a7b8c9d0", receivedAt: "2026-11-27T13:10:00.000Z" },
  z.strictObject({ consultationId: id, receivedAt: time.optional() }),
);

const exampleConsultation = {
  consultationId: "65f0a1b2c3d4e5f6a7b8c9d0",
  name: "مریم احمدی",
  mobile: "+989121234567",
  question: "برای آموزشگاه زبان با مجوز، کدام خط مناسب است؟",
  family: "samantel_9999",
  language: "fa",
  receivedAt: "2026-11-27T13:10:00.000Z",
};

export const consultation = shape(
  "Consultation",
  exampleConsultation,
  z.strictObject({
    consultationId: id,
    name: z.string(),
    mobile: z.string().optional(),
    email: z.string().optional(),
    question: z.string(),
    family: z.string().optional(),
    language: z.string(),
    receivedAt: time.optional(),
    closedAt: time.optional(),
    closedBy: z.string().optional().describe("person:<id> or key:<id>"),
    note: z.string().optional(),
  }),
);

export const consultationList = shape(
  "ConsultationList",
  { consultations: [exampleConsultation] },
  z.strictObject({ consultations: z.array(consultation).describe("At most 200.") }),
);

export const consultationQuery = z.strictObject({
  closed: z
    .enum(["true", "false"])
    .default("false")
    .describe("Those that were answered, the newest first.")
    .meta({ examples: ["false"] }),
});

export const closedConsultation = shape(
  "ClosedConsultation",
  { note: "Called back: Samantel, with the licence of the institute." },
  z.strictObject({ note: z.string().max(2_000).default("") }),
);
