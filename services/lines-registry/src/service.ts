import type { LinesRegistryServiceImplementation } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  principalOf,
  requireService,
  requireStaff,
  requireTenant,
  serviceRequired,
  type CallContextExt,
} from "@whiteline/service-kit";
import { advanceApplication } from "./advance-application.js";
import { apply } from "./apply.js";
import { sees } from "./domain/access.js";
import { getChecklist } from "./get-checklist.js";
import { listFamilies } from "./list-families.js";
import { lineStories } from "./line-stories.js";
import type { CountApplications } from "./metrics.js";
import type { Parts } from "./parts.js";
import { proposeSpellings } from "./propose-spellings.js";
import { fromApplication, fromContent, fromLine } from "./proto.js";
import { getProviderEligibility, setProviderEligibility } from "./provider-eligibility.js";
import { provisionLine } from "./provision-line.js";
import { applicationUnknown, lineUnknown } from "./refuse.js";
import { traceFiling } from "./trace-filing.js";
import { viewerOf } from "./viewer-of.js";
import { withoutWho } from "./who-did.js";

/** What lines-registry answers, in the order of the contract. */
export function linesRegistryService(
  parts: Parts & { readonly countApplications: CountApplications },
): LinesRegistryServiceImplementation<CallContextExt> {
  const { applications, lines, packs, now } = parts;
  const stories = lineStories(parts);

  return {
    getChecklist: getChecklist(parts),
    apply: parts.countApplications(traceFiling(parts, apply(parts))),

    async getApplication({ applicationId }, context) {
      const application = await applications.byId(applicationId);
      if (application === undefined || !sees(viewerOf(context), application)) {
        throw applicationUnknown();
      }
      const told = fromApplication(packs.of(application.market, now()), application);
      const isOwn = principalOf(context).tenantId === application.tenantId;
      const content = isOwn ? await applications.latestContent(applicationId) : undefined;
      const pendingDecision = withoutWho(told.pendingDecision, context);
      const filed = content && fromContent(content);
      return { application: { ...told, pendingDecision, filed } };
    },

    async listApplications({ providerId, state }, context) {
      const viewer = viewerOf(context);
      if (viewer.kind === "staff") {
        requireStaff(context, undefined, providerId === "" ? undefined : providerId);
      }
      const found =
        viewer.kind === "staff"
          ? await applications.ofProvider(viewer.providerId, state)
          : await applications.ofTenant(requireTenant(context), state);
      const at = now();
      return {
        applications: found.map((each) => {
          const told = fromApplication(packs.of(each.market, at), each);
          return { ...told, pendingDecision: withoutWho(told.pendingDecision, context) };
        }),
      };
    },

    advanceApplication: advanceApplication(parts),

    async getLine({ lineId }, context) {
      const line = await lines.byId(lineId);
      if (line === undefined || !sees(viewerOf(context), line)) throw lineUnknown();
      return { line: await stories.one(line, context) };
    },

    async listLines(_request, context) {
      const viewer = viewerOf(context);
      const found =
        viewer.kind === "staff"
          ? await lines.ofProvider(viewer.providerId)
          : await lines.ofTenant(requireTenant(context));
      return { lines: await stories.several(found) };
    },

    provisionLine: provisionLine(parts),

    async *snapshot(_request, context) {
      // A service that acts for one tenant asks for that tenant's lines.
      if (requireService(context).tenantId !== undefined) throw serviceRequired();
      for await (const line of lines.all()) yield { line: fromLine(line) };
    },

    listFamilies: listFamilies(parts),
    proposeSpellings: proposeSpellings(parts),
    getProviderEligibility: getProviderEligibility(parts),
    setProviderEligibility: setProviderEligibility(parts),

    async listSisterLines({ lineId }, context) {
      const { tenantId } = requireService(context);
      const line = await lines.byId(lineId);
      if (tenantId === undefined || line?.tenantId !== tenantId) throw lineUnknown();
      return { lines: [...(await applications.sistersOf(tenantId, lineId))] };
    },
  };
}
