import type {
  GetMatrixRequest,
  GetMatrixResponse,
} from "@whiteline/contracts/lines_registry/v1/papers";
import { DomainError, forward, principalOf, type CallContext } from "@whiteline/service-kit";
import { companyMatrix } from "./domain/company-matrix.js";
import { fromMatrix, toHeldPaper } from "./papers-proto.js";
import type { Parts } from "./parts.js";
import { toCompany } from "./proto.js";

type Needs = Pick<Parts, "now" | "packs" | "accounts">;

/** A warning further ahead than this warns of everything. */
const longestWarningDays = 3_650;

/**
 * The company file against all that its market offers. A tenant sees its own; staff name one of their
 * provider, and accounts keeps the trace of their look.
 */
export function getMatrix({ now, packs, accounts }: Needs) {
  return async (
    { tenantId: named, expiryWarningDays }: GetMatrixRequest,
    context: CallContext,
  ): Promise<GetMatrixResponse> => {
    if (expiryWarningDays < 0 || expiryWarningDays > longestWarningDays) throw daysInvalid();
    const tenantId = tenantOf(context, named);
    const at = now();
    const options = forward(context);
    const { tenant } = await accounts.getTenant({ tenantId }, options);
    const [{ file }, { documents }] = await Promise.all([
      accounts.getCompanyFile({ tenantId }, options),
      accounts.listDocuments({ tenantId }, options),
    ]);
    const pack = packs.of(tenant?.market ?? "", at);
    const { kind = "legal", providerId, sector } = toCompany(tenant, file);
    const matrix = companyMatrix(pack, {
      applicant: { kind, providerId, sector },
      held: documents.map(toHeldPaper),
      at,
      warningDays: expiryWarningDays === 0 ? undefined : expiryWarningDays,
    });
    return fromMatrix(pack, matrix);
  };
}

/** The caller's own tenant, or the one that staff name; accounts judges whether staff may see it. */
function tenantOf(context: CallContext, named: string): string {
  const { kind, tenantId } = principalOf(context);
  if (kind === "staff" || tenantId === undefined) {
    if (named === "") throw tenantMissing();
    return named;
  }
  if (named !== "" && named !== tenantId) throw tenantUnknown();
  return tenantId;
}

function tenantMissing(): DomainError {
  return new DomainError("invalid", "TENANT_MISSING", "Staff name the tenant they ask about.", {
    remedy: "Send the id of a tenant of your provider.",
  });
}

function tenantUnknown(): DomainError {
  return new DomainError("not_found", "TENANT_UNKNOWN", "There is no such tenant.", {
    remedy: "Leave the tenant out to see your own.",
  });
}

function daysInvalid(): DomainError {
  return new DomainError(
    "invalid",
    "WARNING_DAYS_INVALID",
    `The warning is 0 to ${longestWarningDays} days ahead.`,
    { remedy: "Send a smaller number, or 0 for what the market's pack says." },
  );
}
