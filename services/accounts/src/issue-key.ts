import { unlimited, writeKey, type ApiKey, type KeyHolder } from "./domain/api-key.js";
import type { SecretHasher } from "./hash-secret.js";
import type { KeptKey } from "./store/api-keys.js";

export type IssueKey = ReturnType<typeof keyIssuer>;

/** Makes keys. What is kept of one cannot be turned back into what is shown of it, once. */
export function keyIssuer({
  now,
  newId,
  newSecret,
  hasher,
}: {
  readonly now: () => Date;
  readonly newId: () => string;
  /** 256 random bits in base64url. */
  readonly newSecret: () => string;
  readonly hasher: SecretHasher;
}) {
  return (
    holder: KeyHolder,
    { providerId, auditTenantId }: Pick<ApiKey, "providerId" | "auditTenantId">,
    limits: Pick<
      ApiKey,
      "name" | "roles" | "scopes" | "expiresAt" | "allowedAddresses" | "madeBy"
    > = unlimited,
  ): { readonly shown: string; readonly kept: KeptKey } => {
    const [prefix, secret] = [newId().slice(0, 16), newSecret()];
    return {
      shown: writeKey({ prefix, secret }),
      kept: {
        keyId: newId(),
        prefix,
        secretHash: hasher.hash(secret),
        holder,
        providerId,
        auditTenantId,
        revokedAt: null,
        ...limits,
        issuedAt: now(),
        lastUsedAt: null,
      },
    };
  };
}
