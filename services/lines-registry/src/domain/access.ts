/** Who asks: a tenant, staff of one provider, or one of our services for the whole platform. */
export type Viewer =
  | { readonly kind: "tenant"; readonly tenantId: string }
  | { readonly kind: "staff"; readonly providerId: string }
  | { readonly kind: "platform" };

/** A tenant sees its own, staff see their provider's; to all others a thing does not exist (law 8). */
export function sees(
  viewer: Viewer,
  { tenantId, providerId }: { readonly tenantId: string; readonly providerId: string },
): boolean {
  switch (viewer.kind) {
    case "tenant":
      return viewer.tenantId === tenantId;
    case "staff":
      return viewer.providerId === providerId;
    case "platform":
      return true;
  }
}
