import { z } from "zod";
import { entry } from "./entry.js";

const days = z.number().int().positive();

/** How the desk for texts and complaints works in a market; no seed prints any of it. */
export const textDesk = entry({
  /** Working days in which the desk means to decide on a text or campaign. */
  deskDays: days,
  /** Working days in which it means to decide on a complaint. */
  complaintDays: days,
  /** A campaign to more recipients is approved by two people. */
  fourEyesAbove: z.number().int().nonnegative(),
  /** Recipients of a campaign that the expert is shown. */
  samples: z.number().int().min(1).max(20),
}).prefault({
  deskDays: 1,
  complaintDays: 3,
  fourEyesAbove: 100_000,
  samples: 5,
  source: "issue 5 · The desk for texts and campaigns",
  basis: "interpretation",
});
