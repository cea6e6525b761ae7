import { z } from "zod";
import { entry, filledListOf, record } from "./entry.js";

/** The arithmetic that a number must satisfy beside its shape; the mechanisms stand in identities.ts. */
const checksum = z.enum([
  "none",
  "ir_national_code",
  "ir_legal_id",
  "iban",
  "tr_vkn",
  "tr_tckn",
  "vn_tax_code",
]);

export type Checksum = z.output<typeof checksum>;

/** A number by which a country knows persons or companies. */
export const identity = entry({
  /** Field of the company file, or "person.national_code" for its CEO and representative. */
  field: z.string().min(1),
  /** Kinds of applicants that have it. */
  of: filledListOf(z.enum(["natural", "legal"])),
  /** In the market's language. */
  originalName: z.string().min(1),
  english: z.string().min(1),
  /** A regular expression over the whole number, ASCII digits, no blanks. */
  pattern: z.string().startsWith("^").endsWith("$"),
  checksum,
  code: z.string().min(1),
  demand: z.string().min(1),
  remedy: z.string().min(1),
  examples: record({ passes: filledListOf(z.string()), fails: filledListOf(z.string()) }),
});
