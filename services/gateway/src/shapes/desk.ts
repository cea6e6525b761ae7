import { z } from "zod";

import { application } from "./applications.js";
import { day } from "./line-life.js";
import { shape } from "./shape.js";
import { count, finding, id, time, version } from "./words.js";

const exampleCase = {
  caseId: "65f0a1b2c3d4e5f6a7b8c9d4",
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  tenantName: "شرکت نمونه",
  family: "landline_021",
  lineType: "service" as const,
  sender: "02191001234",
  state: "provider_review",
  kind: "obtain",
  submittedAt: "2026-11-22T08:35:00.000Z",
  ageWorkingDays: 2,
  dueOn: "2026-11-25",
  dueSource: "desk target",
  overdue: false,
  version: 1,
};

export const deskCase = shape(
  "DeskCase",
  exampleCase,
  z.strictObject({
    caseId: id.describe("The application's id."),
    tenantId: id,
    tenantName: z.string(),
    family: z.string(),
    lineType: z.enum(["service", "advertising", "any", "unknown"]),
    sender: z.string(),
    operator: z.string().optional().describe("Brandnames: where this case declares the name."),
    state: z.string(),
    kind: z.string().describe("obtain, to_advertising, transfer or purposes."),
    assignee: z.string().optional().describe("Person or key that has it; absent: nobody."),
    submittedAt: time.optional(),
    ageWorkingDays: count.describe("Working days of the market."),
    dueOn: day.optional(),
    dueSource: z.string().optional(),
    overdue: z.boolean(),
    version,
  }),
);

export const caseQuery = z.strictObject({
  state: z
    .string()
    .max(100)
    .default("")
    .meta({ examples: ["provider_review"] }),
  assignee: z
    .enum(["me", "none", "all"])
    .default("all")
    .meta({ examples: ["me"] }),
  overdue: z
    .enum(["true", "false"])
    .default("false")
    .meta({ examples: ["true"] }),
});

export const caseList = shape(
  "DeskCaseList",
  { cases: [exampleCase], counts: { provider_review: 1 } },
  z.strictObject({
    cases: z.array(deskCase),
    counts: z.record(z.string(), count).describe("Open cases by state, whatever was asked for."),
  }),
);

const verdict = z.strictObject({
  item: z.string(),
  verdict: z.enum(["accepted", "rejected"]),
  note: z.string().optional(),
  by: z.string().optional(),
  at: time.optional(),
});

export const caseFile = shape(
  "DeskCaseFile",
  {
    case: exampleCase,
    application: {
      applicationId: "65f0a1b2c3d4e5f6a7b8c9d4",
      tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
      providerId: "asanak",
      family: "landline_021",
      lineNumber: "02191001234",
      state: "provider_review",
      version: 1,
      history: [],
      findings: [],
      warnings: [],
      fileNames: {},
      possibleEvents: ["approve", "deficient"],
      sender: "02191001234",
      senderKind: "number",
      purposes: [],
      lineType: "service",
      groupId: "65f0a1b2c3d4e5f6a7b8c9d4",
      operatorAnswers: [],
      originals: [],
    },
    documents: [
      {
        documentCode: "commitment_form",
        documentId: "65f0a1b2c3d4e5f6a7b8c9d2",
        fileName: "02191001234.jpg",
        mediaType: "image/jpeg",
        original: "awaited",
      },
    ],
    fields: [
      {
        field: "company_name",
        value: "شرکت نمونه",
        documentCode: "commitment_form",
        findings: [],
      },
    ],
    timeline: [
      {
        at: "2026-11-22T08:35:00.000Z",
        actor: "applicant",
        event: "submit",
        from: "draft",
        to: "provider_review",
      },
    ],
    possibleEvents: [
      {
        event: "approve",
        to: "originals_awaited",
        role: "expert",
        needsReasons: false,
        needsSecondPair: false,
        needsOriginals: false,
        needsWords: false,
      },
    ],
  },
  z.strictObject({
    case: deskCase,
    application,
    documents: z.array(
      z.strictObject({
        documentCode: z.string(),
        documentId: z.string(),
        fileName: z.string(),
        mediaType: z.string().optional(),
        originalName: z.string().optional(),
        original: z.enum(["awaited", "arrived"]).optional().describe("Of papers handed over."),
        verdict: verdict.optional(),
      }),
    ),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        value: z.string(),
        documentCode: z.string().optional().describe("The paper that proves the field."),
        verdict: verdict.optional(),
        findings: z.array(finding),
      }),
    ),
    timeline: z.array(
      z.strictObject({
        at: time.optional(),
        actor: z.string(),
        event: z.string(),
        from: z.string().optional(),
        to: z.string().optional(),
        note: z.string().optional(),
        by: z.string().optional(),
      }),
    ),
    possibleEvents: z.array(
      z.strictObject({
        event: z.string(),
        to: z.string(),
        role: z.string(),
        needsReasons: z.boolean(),
        needsSecondPair: z.boolean(),
        needsOriginals: z.boolean(),
        needsWords: z.boolean(),
      }),
    ),
  }),
);

export const assignment = shape(
  "DeskAssignment",
  { assignee: "me", expectedVersion: 1 },
  z.strictObject({
    assignee: id.nullable().describe('A person or key, "me", or null for nobody.'),
    expectedVersion: version,
  }),
);

export const newVerdicts = shape(
  "NewDeskVerdicts",
  {
    items: [{ item: "document:commitment_form", verdict: "rejected", note: "no stamp" }],
    expectedVersion: 1,
  },
  z.strictObject({
    items: z
      .array(
        z.strictObject({
          item: z
            .string()
            .regex(/^(?:document|field):[\w|-]{1,100}$/)
            .describe("document:<code> or field:<name>."),
          verdict: z.enum(["accepted", "rejected"]),
          note: z.string().max(500).default(""),
        }),
      )
      .min(1)
      .max(200),
    expectedVersion: version,
  }),
);

export const verdictsKept = shape(
  "DeskVerdicts",
  { case: exampleCase, verdicts: [{ item: "field:email", verdict: "accepted" as const }] },
  z.strictObject({ case: deskCase, verdicts: z.array(verdict) }),
);

export const withdrawQuery = z.strictObject({
  expectedVersion: z.coerce
    .number()
    .int()
    .nonnegative()
    .meta({ examples: [4] }),
});

const lineAlarm = z.strictObject({
  lineId: id,
  tenantId: id,
  number: z.string(),
  family: z.string(),
  dueOn: day,
  overdue: z.boolean(),
});
const exampleAlarm = {
  lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  number: "02191001234",
  family: "landline_021",
  dueOn: "2026-11-30",
  overdue: false,
};
export const alarms = shape(
  "DeskAlarms",
  { overdue: [{ ...exampleCase, overdue: true }], refreshDue: [exampleAlarm], renewals: [] },
  z.strictObject({
    overdue: z.array(deskCase),
    refreshDue: z.array(lineAlarm).describe("Lists called for, the overdue ones marked."),
    renewals: z.array(lineAlarm).describe("Terms that end within the first notice, or have ended."),
  }),
);

const dayKind = z.enum(["holiday", "working", "paused"]);
export const calendarQuery = z.strictObject({
  year: z.coerce
    .number()
    .int()
    .min(0)
    .max(2200)
    .default(0)
    .meta({ examples: [2026] }),
});
export const calendar = shape(
  "DeskCalendar",
  {
    market: "IR",
    weekend: ["THU", "FRI"],
    days: [{ date: "2027-03-21", kind: "holiday", name: "Nowruz", origin: "pack" }],
  },
  z.strictObject({
    market: z.string(),
    weekend: z.array(z.string()),
    days: z.array(
      z.strictObject({
        date: day,
        kind: dayKind,
        name: z.string(),
        origin: z.enum(["pack", "staff"]),
        operator: z.string().optional(),
      }),
    ),
  }),
);
export const newDay = shape(
  "NewCalendarDay",
  { date: "2026-12-05", kind: "paused", name: "notice of the operator", operator: "" },
  z.strictObject({
    date: day,
    kind: dayKind.nullable().describe("null takes back what staff set for the day."),
    name: z.string().max(200).default(""),
    operator: z.string().max(64).default(""),
  }),
);
export const dayKept = shape(
  "CalendarDayKept",
  { casesMoved: 2 },
  z.strictObject({ casesMoved: count.describe("Open cases whose due date moved.") }),
);
