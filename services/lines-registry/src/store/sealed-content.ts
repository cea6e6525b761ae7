import type { Envelope, EnvelopeHeader } from "@whiteline/service-kit";
import { z } from "zod";
import type { ApplicationContent } from "../domain/completeness.js";

/** What an applicant sent, as it lies on disk: ciphertext in base64, and how to open it (law 12). */
export type SealedContent = { readonly header: EnvelopeHeader; readonly sealed: string };

const form = z.object({
  companyName: z.string(),
  companyNameInClause3: z.boolean(),
  nationalId: z.string(),
  economicCode: z.string(),
  registrationNumber: z.string(),
  activityType: z.string(),
  siteUrl: z.string(),
  siteShowsCompanyName: z.boolean(),
  siteShowsActivity: z.boolean(),
  email: z.string(),
  representativeFirstName: z.string(),
  representativeLastName: z.string(),
  representativeNationalCode: z.string(),
  representativeMobile: z.string(),
  representativeEmail: z.string(),
  representativeMobileInOwnName: z.boolean(),
  ceoFullName: z.string(),
  ceoNationalCode: z.string(),
  targetAudience: z.string(),
  messageSubject: z.string(),
  onLetterhead: z.boolean(),
  stampedAndSigned: z.boolean(),
  typed: z.boolean(),
  representativeSignatureAreaBlank: z.boolean(),
});

const note = z.object({
  amount: absent(z.object({ currency: z.string(), minor: z.string().transform(BigInt) })),
  beneficiaryCode: z.string(),
  stampedAndSigned: z.boolean(),
});

/** As it was sealed before the facts were those of the pack. */
const earlierApplicant = z
  .object({
    kind: z.enum(["natural", "legal"]),
    representativeIsSignatory: z.boolean(),
    nationalCardIsSmart: z.boolean(),
    sector: z.string(),
  })
  .transform(({ kind, representativeIsSignatory, nationalCardIsSmart, sector }) => ({
    kind,
    facts: {
      representativeIsSignatory: String(representativeIsSignatory),
      nationalCardIsSmart: String(nationalCardIsSmart),
      ...(sector === "" ? {} : { sector }),
    },
  }));

const content = z.object({
  providerId: z.string(),
  family: z.string(),
  lineNumber: z.string(),
  lineType: z.enum(["service", "advertising", "any"]).nullable().default(null),
  spellings: z.array(z.object({ operator: z.string(), text: z.string() })).default([]),
  applicant: z.union([
    z.strictObject({
      kind: z.enum(["natural", "legal"]),
      facts: z.record(z.string(), z.string()),
    }),
    earlierApplicant,
  ]),
  form: absent(form),
  note: absent(note),
  documentIds: z.record(z.string(), z.string()),
  customerListImportId: z.string(),
});

/** Seals what an applicant sent: it holds names, national codes and mobiles. */
export async function sealContent(
  envelope: Envelope,
  clear: ApplicationContent,
): Promise<SealedContent> {
  const text = JSON.stringify(clear, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : (value ?? null),
  );
  const { header, sealed } = await envelope.seal(Buffer.from(text));
  return { header, sealed: sealed.toString("base64") };
}

/** What `sealContent` sealed. */
export async function openContent(
  envelope: Envelope,
  { header, sealed }: SealedContent,
): Promise<ApplicationContent> {
  const clear = await envelope.open(header, Buffer.from(sealed, "base64"));
  const value: unknown = JSON.parse(clear.toString("utf8"));
  return content.parse(value);
}

/** JSON has no undefined: it is written as null. */
function absent<Shape extends z.ZodType>(shape: Shape) {
  return shape.nullable().transform((value) => value ?? undefined);
}
