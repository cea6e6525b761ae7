/** What we use of npm `smpp` 0.5.1, which ships no types: its PDU class and its field tables. */
declare module "smpp" {
  type Field = { filter?: unknown };

  export class PDU {
    constructor(command: string, fields: Readonly<Record<string, unknown>>);
    constructor(frame: Buffer);
    toBuffer(): Buffer;
    readonly [field: string]: unknown;
  }

  const smpp: {
    readonly PDU: typeof PDU;
    readonly commands: Readonly<
      Record<string, { readonly params?: Readonly<Record<string, Field>> }>
    >;
    readonly tlvs: Readonly<Record<string, Field>>;
  };
  export default smpp;
}
