import type { z } from "zod";

import type { Envelope, EnvelopeHeader } from "./envelope.js";

/** Personal data at rest: ciphertext in base64, and how to open it (law 12). */
export type SealedJson = { readonly header: EnvelopeHeader; readonly sealed: string };

/** Seals a value of JSON under a data key of its own. */
export async function sealJson(envelope: Envelope, value: object): Promise<SealedJson> {
  const { header, sealed } = await envelope.seal(Buffer.from(JSON.stringify(value)));
  return { header, sealed: sealed.toString("base64") };
}

/** What `sealJson` sealed, read by its schema. */
export async function openJson<Shape extends z.ZodType>(
  envelope: Envelope,
  { header, sealed }: SealedJson,
  shape: Shape,
): Promise<z.output<Shape>> {
  const clear = await envelope.open(header, Buffer.from(sealed, "base64"));
  const value: unknown = JSON.parse(clear.toString("utf8"));
  return shape.parse(value);
}
