/** What we use of npm `smpp` 0.5.1, which ships no types: its PDU class. */
declare module "smpp" {
  export class PDU {
    constructor(command: string, fields: Readonly<Record<string, unknown>>);
    constructor(frame: Buffer);
    toBuffer(): Buffer;
    /** Runs after decoding and before encoding. */
    _filter(): void;
    readonly [field: string]: unknown;
  }

  const smpp: { readonly PDU: typeof PDU };
  export default smpp;
}
