import type { MarketPackData } from "./schema/pack.js";

const decree = { source: "decree 1", basis: "regulation" } as const;

/** A made-up country for tests, also of services: the least with which a sender can be obtained. */
export const freedonia = {
  code: "FD",
  name: "Freedonia",
  effectiveFrom: "1933-11-17",
  timezone: "Europe/Vienna",
  languages: ["de"],
  callingCode: "999",
  currency: { code: "FDK", name: "Krone", minorDigits: 2, ...decree },
  operators: [{ id: "SYLVANIA", name: "Sylvania Telegraph", kind: "mobile", ...decree }],
  providers: [{ id: "firefly", name: "Firefly", ...decree }],
  numbering: {
    ...decree,
    countryCode: "999",
    nationalMobileLength: 6,
    mobileStartsWith: ["7"],
    accept: ["0XXXXXX"],
    prefixes: [{ prefix: "70", operator: "SYLVANIA", verified: true, ...decree }],
  },
  families: [
    {
      id: "anthem",
      name: "Anthem line",
      original: "Hymne",
      providers: ["firefly"],
      naturalPerson: true,
      legalPerson: false,
      defaultType: "any",
      kind: "title",
      stateMachine: "anthem",
      ...decree,
    },
  ],
  documents: {
    codes: [{ code: "letter", originalName: "Brief", english: "letter", ...decree }],
    demands: [
      {
        provider: "firefly",
        family: "anthem",
        applicantType: "natural",
        documents: [{ code: "letter", ...decree }],
        ...decree,
      },
    ],
  },
  commitmentForm: null,
  calendar: {
    weekend: ["SUN"],
    rules: [{ text: "the start day is not counted", ...decree }],
    ...decree,
  },
  facts: [
    {
      id: "singsInTune",
      question: "Can the applicant sing?",
      values: ["true", "false"],
      ...decree,
    },
  ],
  lineRequestRules: [
    {
      code: "out_of_tune",
      families: ["anthem"],
      anyOf: [{ fact: "singsInTune", is: true }],
      demand: "The applicant sings in tune.",
      remedy: "Practise.",
      examples: { passes: [{ singsInTune: true }], fails: [{ singsInTune: false }] },
      ...decree,
    },
  ],
  senderNames: [
    {
      families: ["anthem"],
      minLength: 4,
      maxLength: 8,
      baseCharacters: "a-z",
      forbiddenExamples: ["A"],
      separators: [{ operator: null, allowed: ["!"], ...decree }],
      rules: [
        {
          code: "too_long",
          verdict: "invalid",
          demand: "An anthem has at most 8 letters.",
          remedy: "Shorten it.",
          examples: { passes: [{ name: "hail!" }], fails: [{ name: "hailhailhail" }] },
          ...decree,
        },
      ],
      ...decree,
    },
  ],
  durations: [
    {
      id: "fd.anthem",
      from: "rehearsed",
      promisedFor: [{ provider: "firefly", family: "anthem" }],
      startsIn: ["rehearsed"],
      min: null,
      max: { value: 3, unit: "working_day" },
      ...decree,
    },
  ],
  stateMachines: [
    {
      name: "anthem",
      initial: "asked",
      states: [
        { name: "asked", ...decree },
        { name: "rehearsed", ...decree },
        { name: "heard", line: "active", ...decree },
      ],
      transitions: [
        {
          from: "asked",
          event: "petition",
          to: "rehearsed",
          actor: "citizen",
          role: "applicant",
          needs: ["filing"],
          tells: "submitted",
          ...decree,
        },
        {
          from: "rehearsed",
          event: "sing",
          to: "heard",
          actor: "choir",
          role: "expert",
          tells: "approved",
          ...decree,
        },
      ],
      terminal: ["heard"],
      ...decree,
    },
  ],
  lineLife: {
    termMonths: 24,
    noticeDays: [10],
    notice: null,
    listRefreshDays: 5,
    deskDays: 2,
    toAdvertising: null,
    transfer: null,
    volumeDays: 7,
    ...decree,
  },
  content: {},
  gates: [
    {
      name: "fdSend",
      purpose: null,
      reasons: [
        {
          code: "hymn_missing",
          subject: "text",
          demand: "The hymn was sung.",
          remedy: "Sing it.",
          examples: { passes: [{ sung: true }], fails: [{ sung: false }] },
          ...decree,
        },
      ],
      ...decree,
    },
  ],
  sendWindows: {
    service: { opens: "00:00", closes: "24:00", ...decree },
    advertising: { opens: "09:00", closes: "17:00", ...decree },
  },
  reach: {
    unnamedTraffic: { service: "service", advertising: "advertising", ...decree },
    refusal: { finding: "opted_out", stops: [], enforcedWithinSeconds: 60, ...decree },
    blockList: { traffic: ["advertising"], ...decree },
  },
  segmentation: {
    ...decree,
    scripts: [{ id: "plain", ...decree }],
    tables: [
      {
        operator: null,
        script: "plain",
        sendable: true,
        formula: null,
        rows: [{ segments: 1, minChars: 1, maxChars: 70, basis: "regulation" }],
        ...decree,
      },
    ],
    absoluteMaxChars: null,
    suffix: null,
  },
  fourEyes: { tenants: 3, percent: 10, days: 30, cost: 1_000n, waived: 100n, ...decree },
  billing: { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered", ...decree },
  reports: null,
} as const satisfies MarketPackData;
