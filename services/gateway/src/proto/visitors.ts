import {
  ApplicantKind,
  type GetChecklistRequest,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type {
  Consultation,
  GetSupportResponse,
  RequestConsultationRequest,
} from "@whiteline/contracts/lines_registry/v1/visitors";
import type { z } from "zod";

import type * as shapes from "../shapes/visitors.js";
import { toChecklistRequest } from "./families.js";
import { kinds } from "./line-words.js";
import { fromTime, given } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function fromSupport(answer: GetSupportResponse): Json<"support"> {
  const { holidayMeans, source, basis, contacts, ...said } = answer;
  return {
    ...said,
    contacts: [...contacts],
    holidayMeans: given(holidayMeans),
    source: given(source),
    basis: given(basis),
  };
}

export function toApplicantKind({ applicantKind }: Json<"offerQuery">): ApplicantKind {
  return applicantKind === "" ? ApplicantKind.UNSPECIFIED : kinds[applicantKind];
}

export function toVisitorChecklist(
  query: Json<"visitorChecklistQuery">,
  provider: string,
): GetChecklistRequest {
  return toChecklistRequest({ ...query, provider });
}

export function toConsultation(
  body: Json<"newConsultation">,
  about: Pick<RequestConsultationRequest, "providerId" | "requestId" | "remoteAddress">,
): RequestConsultationRequest {
  return { ...body, ...about };
}

export function fromConsultation(kept: Consultation): Json<"consultation"> {
  return {
    consultationId: kept.consultationId,
    name: kept.name,
    mobile: given(kept.mobile),
    email: given(kept.email),
    question: kept.question,
    family: given(kept.family),
    language: kept.language,
    receivedAt: fromTime(kept.receivedAt),
    closedAt: fromTime(kept.closedAt),
    closedBy: given(kept.closedBy),
    note: given(kept.note),
  };
}
