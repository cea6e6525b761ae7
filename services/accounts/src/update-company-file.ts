import type {
  CompanyFile,
  UpdateCompanyFileRequest,
  UpdateCompanyFileResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { actorOf, principalOf, type CallContext } from "@whiteline/service-kit";
import { judgeCompanyFile, tellChange } from "./domain/company-file.js";
import { packOf } from "./domain/provider.js";
import type { Tenant } from "./domain/tenant.js";
import type { Parts } from "./parts.js";
import { fromKeptFile, fromRefusedFile, toCompanyFacts } from "./proto.js";

type Needs = Pick<Parts, "now" | "hasher" | "companyFiles" | "audit" | "commit">;

/** Replaces the facts of the caller's own company file, or tells every fault and keeps nothing. */
export function updateCompanyFile(parts: Needs & Pick<Parts, "meet">) {
  const keep = keepCompanyFile(parts);
  return async (
    { file, expectedVersion }: UpdateCompanyFileRequest,
    context: CallContext,
  ): Promise<UpdateCompanyFileResponse> => {
    const tenant = await parts.meet.ownTenant(context, file?.tenantId);
    return keep(tenant, { file, expectedVersion, actor: actorOf(principalOf(context)) });
  };
}

/** Judges what was written of a company and keeps it, or the faults, as an entry of its trail. */
export function keepCompanyFile({ now, hasher, companyFiles, audit, commit }: Needs) {
  return async (
    { tenantId, kind, market }: Tenant,
    written: {
      readonly file: CompanyFile | undefined;
      readonly expectedVersion: bigint;
      readonly actor: string;
    },
  ): Promise<UpdateCompanyFileResponse> => {
    const at = now();
    const { actor, expectedVersion } = written;
    const verdict = judgeCompanyFile(toCompanyFacts(written.file), kind, packOf(market, at));
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
