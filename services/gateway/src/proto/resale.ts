import type {
  CustomerInvitation,
  GetOwnResellerResponse,
  ReadCustomerInvitationResponse,
} from "@whiteline/contracts/pricing/v1/resale_invitations";
import type { z } from "zod";

import type * as shapes from "../shapes/resale.js";
import { fromTime, given } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;
type State = Json<"resaleInvitation">["state"];

const states: readonly State[] = [
  "open",
  "expired",
  "withdrawn",
  "accepted",
  "confirmed",
  "refused",
];
/** A word that is not known here yet waits for finance, as far as anybody can tell. */
const toState = (word: string): State => states.find((state) => state === word) ?? "accepted";

export const fromInvitation = (it: CustomerInvitation): Json<"resaleInvitation"> => ({
  invitationId: it.invitationId,
  resellerId: it.resellerId,
  resellerName: given(it.resellerName),
  name: it.name,
  state: toState(it.state),
  invitedAt: fromTime(it.invitedAt),
  expiresAt: fromTime(it.expiresAt),
  tenantId: given(it.tenantId),
  tenantName: given(it.tenantName),
  acceptedAt: fromTime(it.acceptedAt),
  decidedAt: fromTime(it.decidedAt),
  reason: given(it.reason),
  effectiveFrom: given(it.effectiveFrom),
  acceptedBy: given(it.acceptedBy),
  decidedBy: given(it.decidedBy),
});

export const fromRead = (it: ReadCustomerInvitationResponse): Json<"readResaleInvitation"> => ({
  resellerName: given(it.resellerName),
  providerId: it.providerId,
  name: it.name,
  state: toState(it.state),
  expiresAt: fromTime(it.expiresAt),
});

export const fromOwnReseller = (it: GetOwnResellerResponse): Json<"ownReseller"> => ({
  resellerId: given(it.resellerId),
  resellerName: given(it.resellerName),
  since: fromTime(it.since),
  effectiveFrom: given(it.effectiveFrom),
  joining: it.joining && fromInvitation(it.joining),
});
