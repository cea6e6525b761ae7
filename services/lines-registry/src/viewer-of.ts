import { principalOf, requireTenant, type CallContextExt } from "@whiteline/service-kit";
import type { Viewer } from "./domain/access.js";

/** Who asks, as the principal token says it. */
export function viewerOf(context: CallContextExt): Viewer {
  const { kind, tenantId, providerId } = principalOf(context);
  if (kind === "staff") return { kind, providerId: providerId ?? "" };
  if (kind === "service" && tenantId === undefined) return { kind: "platform" };
  return { kind: "tenant", tenantId: requireTenant(context) };
}
