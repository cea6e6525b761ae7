import type { AccountsServiceImplementation } from "@whiteline/contracts/accounts/v1/accounts";
import { identitiesOf } from "@whiteline/markets";
import type { CallContextExt } from "@whiteline/service-kit";
import { authenticate } from "./authenticate.js";
import { deleteDocument } from "./delete-document.js";
import { getDocument } from "./get-document.js";
import { packOf } from "./domain/provider.js";
import { identifyActors } from "./identify-actors.js";
import { issueApiKey, listKeys } from "./manage-keys.js";
import { listTenants } from "./list-tenants.js";
import { mintServiceToken } from "./mint-service-token.js";
import type { Parts } from "./parts.js";
import { fromCompanyFile, fromDocument, fromIdentities, fromTenant } from "./proto.js";
import { providerFile } from "./provider-file.js";
import { provisionProvider } from "./provision-provider.js";
import { putDocument } from "./put-document.js";
import { listAuditTrail, verifyAuditTrail } from "./read-audit-trail.js";
import { registerTenant } from "./register-tenant.js";
import { revokeKey } from "./revoke-key.js";
import { reinstateTenant, suspendTenant } from "./suspend-tenant.js";
import { updateCompanyFile } from "./update-company-file.js";

/** Methods that are called before there is a token; each proves its caller by what it carries. */
export const publicMethods = [
  "ProvisionProvider",
  "RegisterTenant",
  "Authenticate",
  "MintServiceToken",
] as const;

/** What accounts answers, in the order of the contract. */
export function accountsService(parts: Parts): AccountsServiceImplementation<CallContextExt> {
  const { companyFiles, documents, meet } = parts;

  return {
    provisionProvider: provisionProvider(parts),
    registerTenant: parts.countDoor("sign_up", registerTenant(parts)),
    authenticate: parts.countDoor("key", authenticate(parts)),
    mintServiceToken: mintServiceToken(parts),

    async getTenant(request, context) {
      const trace = { action: "tenant.read", subject: `tenant:${request.tenantId}` };
      return { tenant: fromTenant(await meet.visibleTenant(context, request.tenantId, trace)) };
    },

    listTenants: listTenants(parts),
    updateCompanyFile: updateCompanyFile(parts),

    async getCompanyFile(request, context) {
      const trace = { action: "company_file.read", subject: `tenant:${request.tenantId}` };
      const { tenantId, kind, market } = await meet.visibleTenant(context, request.tenantId, trace);
      return {
        file: fromCompanyFile(await companyFiles.of(tenantId)),
        identities: fromIdentities(identitiesOf(packOf(market, parts.now()), kind)),
      };
    },

    ...providerFile(parts),
    putDocument: putDocument(parts),
    getDocument: getDocument(parts),

    async listDocuments(request, context) {
      const trace = { action: "documents.listed", subject: `tenant:${request.tenantId}` };
      const { tenantId } = await meet.visibleTenant(context, request.tenantId, trace);
      return { documents: (await documents.ofTenant(tenantId)).map(fromDocument) };
    },

    deleteDocument: deleteDocument(parts),
    issueKey: issueApiKey(parts),
    listKeys: listKeys(parts),
    revokeKey: revokeKey(parts),
    suspendTenant: suspendTenant(parts),
    reinstateTenant: reinstateTenant(parts),

    listAuditTrail: listAuditTrail(parts),
    verifyAuditTrail: verifyAuditTrail(parts),
    identifyActors: identifyActors(parts),
  };
}
