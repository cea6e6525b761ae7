import { normaliseNumber, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import type { PersonKind } from "./tenant.js";
import { hasControlCharacters, isEmailShaped, tidyText } from "./written-text.js";

/** What a visitor sends to become a tenant of a provider. */
export type RegistrationForm = {
  readonly requestId: string;
  readonly kind: PersonKind | undefined;
  readonly name: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
  /** As written; `Registration.owner.mobile` is E.164. */
  readonly ownerMobile: string;
  readonly termsAccepted: boolean;
};

export type Owner = { readonly name: string; readonly email: string; readonly mobile: string };

type Registration = {
  readonly kind: PersonKind;
  readonly name: string;
  readonly owner: Owner;
};

type RegistrationVerdict =
  | { readonly kind: "accepted"; readonly registration: Registration }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

const source = "architecture · 2, accounts";

/** Judges every field and answers with all faults at once. */
export function judgeRegistration(form: RegistrationForm, pack: MarketPack): RegistrationVerdict {
  const { requestId, kind, termsAccepted } = form;
  const name = tidyText(form.name);
  const ownerName = tidyText(form.ownerName);
  const email = tidyText(form.ownerEmail);
  const mobile = normaliseNumber(pack, form.ownerMobile);

  const findings: Finding[] = [];
  const refuse = (code: string, subject: string, rule: string, remedy: string) =>
    findings.push({ code, subject, rule, source, remedy });

  if (requestId === "" || requestId.length > 128) {
    refuse(
      "REQUEST_ID_MISSING",
      "request_id",
      "A registration carries a request id of 1 to 128 characters.",
      "Send a fresh random id, and the same one again when you repeat the request.",
    );
  }
  if (!termsAccepted) {
    refuse(
      "TERMS_NOT_ACCEPTED",
      "terms_accepted",
      "A tenant accepts the terms of its provider.",
      "Read the terms and accept them.",
    );
  }
  if (kind === undefined) {
    refuse(
      "KIND_MISSING",
      "kind",
      "A tenant is a natural or a legal person.",
      "Say which of the two you are.",
    );
  }
  if (!isName(name)) {
    refuse(
      "NAME_MISSING",
      "name",
      "A tenant has a name of 1 to 200 characters.",
      "Give the name of the company or person.",
    );
  }
  if (!isName(ownerName)) {
    refuse(
      "OWNER_NAME_MISSING",
      "owner_name",
      "The owner has a name of 1 to 200 characters.",
      "Give the first and last name of the owner.",
    );
  }
  if (!isEmailShaped(email)) {
    refuse(
      "EMAIL_MALFORMED",
      "owner_email",
      "An e-mail address has one @ and a domain with a dot.",
      "Write the address like info@company.ir.",
    );
  }
  if (mobile.kind === "refused") {
    refuse(
      "MOBILE_MALFORMED",
      "owner_mobile",
      `The owner has a mobile of the number plan of ${pack.name}.`,
      mobile.remedy,
    );
  }

  if (findings.length > 0 || kind === undefined || mobile.kind === "refused") {
    return { kind: "refused", findings };
  }
  return {
    kind: "accepted",
    registration: { kind, name, owner: { name: ownerName, email, mobile: mobile.e164 } },
  };
}

function isName(text: string): boolean {
  return text.length >= 1 && text.length <= 200 && !hasControlCharacters(text);
}
