/**
 * Thrown by a handler that can tell that a message will never be handled: it goes to the dead letters
 * at once and is not delivered again. The message text is kept as the reason: no personal data in it.
 */
export class Poison extends Error {
  override readonly name = "Poison";
}
