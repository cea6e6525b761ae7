import { AccountsServiceDefinition, Actor } from "@whiteline/contracts/accounts/v1/accounts";
import {
  EvidenceServiceDefinition,
  MessageProof,
} from "@whiteline/contracts/campaigns/v1/evidence";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import {
  LinesRegistryServiceDefinition,
  type Line,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { Consent, ConsentsServiceDefinition } from "@whiteline/contracts/lists/v1/consents";
import { RecallServiceDefinition } from "@whiteline/contracts/lists/v1/recall";
import {
  RefusalsServiceDefinition,
  type RecordComplaintRefusalRequest,
  type Refusal,
} from "@whiteline/contracts/lists/v1/refusals";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { DomainError, principalOf, runService, type RunConfig } from "@whiteline/service-kit";
import { testPrincipals } from "@whiteline/service-kit/testing";

/** What the neighbours know; a test changes it while they run. */
export type Neighbourhood = {
  readonly lines: Map<string, Line>;
  /** Messages by id. */
  readonly messages: Map<string, MessageProof>;
  /** What lists says of a number. */
  readonly findings: Map<string, readonly string[]>;
  /** What lists can tell no longer, of any time. */
  readonly untold: Set<string>;
  /** From here on lists knows nothing against anybody. */
  listsChangedAt: Date;
  /** Refusals by number. */
  readonly refusals: Map<string, readonly Refusal[]>;
  /** Refusals that the desk recorded. */
  readonly recorded: RecordComplaintRefusalRequest[];
  /** Recipients of campaigns. */
  readonly recipients: Map<string, readonly bigint[]>;
  /** The person behind a key, where it is not the key itself. */
  readonly people: Map<string, string>;
  /** Services that answer "unavailable". */
  readonly away: Set<string>;
};

export const newNeighbourhood = (lines: readonly Line[]): Neighbourhood => ({
  lines: new Map(lines.map((line) => [line.lineId, line])),
  messages: new Map(),
  findings: new Map(),
  untold: new Set(),
  listsChangedAt: new Date("2026-11-22T12:00:00Z"),
  refusals: new Map(),
  recorded: [],
  recipients: new Map(),
  people: new Map(),
  away: new Set(),
});

export const proof = (messageId: string, over: Partial<MessageProof> = {}): MessageProof =>
  MessageProof.fromPartial({
    messageId,
    tenantId: "tenant-a",
    lineId: "line-service",
    sender: "98021910012345",
    msisdn: 989121234567n,
    operator: "MCI",
    text: "سفارش شما ارسال شد",
    parts: 1,
    acceptedAt: new Date("2026-11-22T08:00:00Z"),
    releasedAt: new Date("2026-11-22T08:00:01Z"),
    ...over,
  });

const registryMethods = LinesRegistryServiceDefinition.methods;
const registry = {
  name: LinesRegistryServiceDefinition.name,
  fullName: LinesRegistryServiceDefinition.fullName,
  methods: { getLine: registryMethods.getLine, snapshot: registryMethods.snapshot },
} as const;
const refusals = {
  name: RefusalsServiceDefinition.name,
  fullName: RefusalsServiceDefinition.fullName,
  methods: {
    findRefusals: RefusalsServiceDefinition.methods.findRefusals,
    recordComplaintRefusal: RefusalsServiceDefinition.methods.recordComplaintRefusal,
  },
} as const;
const consents = {
  name: ConsentsServiceDefinition.name,
  fullName: ConsentsServiceDefinition.fullName,
  methods: { findConsents: ConsentsServiceDefinition.methods.findConsents },
} as const;
const dlr = {
  name: DlrServiceDefinition.name,
  fullName: DlrServiceDefinition.fullName,
  methods: { getOutcome: DlrServiceDefinition.methods.getOutcome },
} as const;
const pricing = {
  name: PricingServiceDefinition.name,
  fullName: PricingServiceDefinition.fullName,
  methods: { quote: PricingServiceDefinition.methods.quote },
} as const;

const accounts = {
  name: AccountsServiceDefinition.name,
  fullName: AccountsServiceDefinition.fullName,
  methods: {
    mintServiceToken: AccountsServiceDefinition.methods.mintServiceToken,
    identifyActors: AccountsServiceDefinition.methods.identifyActors,
  },
} as const;
const principals = testPrincipals();

/** A real gRPC server in the place of every neighbour that compliance asks. */
export const startNeighbours = (config: RunConfig, it: Neighbourhood) => {
  const beThere = (service: string): void => {
    if (it.away.has(service)) throw new DomainError("unavailable", "UNAVAILABLE", "away");
  };
  return runService(config, async (life) => {
    life.serve(
      accounts,
      {
        async mintServiceToken({ service, tenantId }) {
          const { metadata } = principals.service(service, tenantId);
          const token = (metadata?.get("authorization") ?? "").slice("Bearer ".length);
          return { token, expiresAt: new Date(Date.now() + 60_000) };
        },
        async identifyActors({ actors }) {
          const known = actors.map((actor) => ({ actor, answers: it.people.get(actor) ?? actor }));
          return { actors: known.map((each) => Actor.fromPartial({ ...each, known: true })) };
        },
      },
      { public: ["MintServiceToken"] },
    );
    life.serve(registry, {
      async getLine({ lineId }, context) {
        const line = it.lines.get(lineId);
        const { tenantId = line?.tenantId } = principalOf(context);
        if (line?.tenantId !== tenantId)
          throw new DomainError("not_found", "LINE_UNKNOWN", "no such line");
        return { line: line! };
      },
      async *snapshot() {
        for (const line of it.lines.values()) yield { line };
      },
    });
    life.serve(EvidenceServiceDefinition, {
      async sampleCampaign({ campaignId, limit }) {
        beThere("campaigns");
        const messages = [...it.messages.values()].filter((each) => each.campaignId === campaignId);
        return {
          messages: messages.slice(0, limit).map(({ operator, text, parts }) => ({
            maskedNumber: "98912****567",
            operator,
            text,
            parts,
          })),
        };
      },
      async getMessageProof({ messageId }) {
        beThere("campaigns");
        const found = it.messages.get(messageId);
        if (found === undefined) throw new DomainError("not_found", "MESSAGE_UNKNOWN", "none");
        return { proof: found };
      },
      async findMessages({ lineId, msisdn, from, until }) {
        beThere("campaigns");
        if (Number(until) - Number(from) > 20 * 24 * 3_600_000) beThere("campaigns, a month back");
        const found = [...it.messages.values()].filter(
          (each) => each.lineId === lineId && each.msisdn === msisdn,
        );
        return { messageIds: found.map(({ messageId }) => messageId) };
      },
      async *streamRecipients({ campaignId }) {
        beThere("campaigns");
        const releasedAt = new Date("2026-11-22T08:00:01Z");
        yield { msisdns: it.recipients.get(campaignId) ?? [], releasedAt };
      },
    });
    life.serve(RecallServiceDefinition, {
      async recallRecipients({ numbers, at }) {
        beThere("lists");
        const recipients = numbers.map((number) => ({
          msisdn: BigInt(number.replace("+", "")),
          operator: "MCI",
          refusalCode: "",
          // What lists knows holds for what had left before it changed.
          findings:
            at !== undefined && at < it.listsChangedAt
              ? (it.findings.get(number.replace("+", "")) ?? [])
              : [],
        }));
        return { recipients, listId: "list-1", listVersion: 4n, untold: [...it.untold] };
      },
    });
    life.serve(refusals, {
      async findRefusals({ number }) {
        beThere("lists");
        return { refusals: it.refusals.get(number.replace("+", "")) ?? [] };
      },
      async recordComplaintRefusal(request, context) {
        beThere("lists");
        if (principalOf(context).kind !== "staff") throw new Error("the staff records it itself");
        it.recorded.push(request);
        return { refusal: it.refusals.get(request.number.replace("+", ""))?.at(-1) };
      },
    });
    life.serve(consents, {
      async findConsents({ number }) {
        beThere("lists");
        const msisdn = BigInt(number.replace("+", ""));
        return { consents: [Consent.fromPartial({ msisdn, current: { source: "HS_WEB" } })] };
      },
    });
    life.serve(dlr, {
      async getOutcome() {
        beThere("dlr");
        const at = new Date("2026-11-22T08:00:05Z");
        const part = { state: "delivered", operatorId: "op-1", code: "", duplicatePossible: false };
        return { state: "delivered", reason: "", operator: "MCI", parts: [{ ...part, at }] };
      },
    });
    life.serve(pricing, {
      async quote({ counts }) {
        beThere("pricing");
        const parts = counts.reduce((sum, each) => sum + each.messages * BigInt(each.segments), 0n);
        const total = { currency: "IRR", minor: parts * 120n };
        return {
          outcome: {
            $case: "quote",
            value: { lines: [], total, tariffId: "t", at: new Date("2026-11-22T00:00:00Z") },
          },
        };
      },
    });
  });
};
