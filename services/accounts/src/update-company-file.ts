import type {
  UpdateCompanyFileRequest,
  UpdateCompanyFileResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { actorOf, principalOf, type CallContext } from "@whiteline/service-kit";
import { judgeCompanyFile, tellChange } from "./domain/company-file.js";
import { packOf } from "./domain/provider.js";
import type { Parts } from "./parts.js";
import { fromKeptFile, fromRefusedFile, toCompanyFacts } from "./proto.js";

type Needs = Pick<Parts, "now" | "hasher" | "companyFiles" | "audit" | "commit" | "meet">;

/** Replaces the facts of the caller's own company file, or tells every fault and keeps nothing. */
export function updateCompanyFile({ now, hasher, companyFiles, audit, commit, meet }: Needs) {
  return async (
    { file, expectedVersion }: UpdateCompanyFileRequest,
    context: CallContext,
  ): Promise<UpdateCompanyFileResponse> => {
    const at = now();
    const { tenantId, kind, market } = await meet.ownTenant(context, file?.tenantId);
    const verdict = judgeCompanyFile(toCompanyFacts(file), kind, packOf(market, at));
    const actor = actorOf(principalOf(context));
    if (verdict.kind === "refused") {
      const { findings } = verdict;
      const subject = `company_file:${findings.map((each) => each.subject).join(",")}`;
      const after = { reasons: [...new Set(findings.map(({ code }) => code))] };
      const event = { actor, action: "company_file.refused", subject, after };
      await commit((session) => audit.append(session, tenantId, event));
      return fromRefusedFile(findings);
    }

    const { facts } = verdict;
    const read = { tenantId, version: Number(expectedVersion) };
    const kept = await commit(async (session) => {
      const before = await companyFiles.of(tenantId, session);
      const after = await companyFiles.replace(session, read, facts, at);
      const change = tellChange(before, facts, hasher.mark);
      await audit.append(session, tenantId, {
        actor,
        action: "company_file.updated",
        subject: `company_file:${change.fields.join(",")}`,
        before: change.before,
        after: change.after,
      });
      return after;
    });
    return fromKeptFile(kept);
  };
}
