/** What ts-proto generates for a message, as far as events needs it: `OptOutRecorded`, `ChunkReleased`, … */
export type FactType<Fact, Name extends string = string> = {
  /** The protobuf full name, which is the NATS subject of a fact. */
  readonly $type: Name;
  encode(message: Fact): { finish(): Uint8Array };
  decode(input: Uint8Array): Fact;
};

/** A fact together with the name of its type; a union over several types, closed by a switch on `type`. */
export type Followed<Type> =
  Type extends FactType<infer Fact, infer Name>
    ? { readonly type: Name; readonly fact: Fact }
    : never;

/** Decodes a fact and labels it with the name of its type. */
export function decodeNamed<Type extends FactType<unknown>>(
  type: Type,
  payload: Uint8Array,
): Followed<Type>;
export function decodeNamed(
  type: FactType<unknown>,
  payload: Uint8Array,
): { readonly type: string; readonly fact: unknown } {
  return { type: type.$type, fact: type.decode(payload) };
}
