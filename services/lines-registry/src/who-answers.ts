import type { Actor } from "@whiteline/contracts/accounts/v1/accounts";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "accounts" | "tokens">;

/**
 * Who stands behind the name of a history, as accounts knows it: a key is the person who made it. Two
 * pairs of eyes are two of these.
 * @param actor as `actorOf` names people and keys
 * @throws DomainError when accounts gives no answer: what is for ever is not decided on a guess
 */
export async function identify(
  { accounts, tokens }: Needs,
  actor: string,
): Promise<Actor | undefined> {
  const { actors } = await accounts.identifyActors({ actors: [actor] }, await tokens.platform());
  const [found] = actors;
  return found?.known === true ? found : undefined;
}

/** The person, or the key that nobody's person made, that answers for an actor. */
export async function whoAnswers(parts: Needs, actor: string): Promise<string> {
  return (await identify(parts, actor))?.answers ?? actor;
}
