import type { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import type { Client, ServiceTokens } from "@whiteline/service-kit";

type Needs = {
  readonly accounts: Pick<Client<typeof AccountsServiceDefinition>, "identifyActors">;
  readonly tokens: Pick<ServiceTokens, "platform">;
};

/**
 * Whether two words come from one person; a key is the person who made it. Names as of `actorOf`.
 * @throws DomainError when accounts gives no answer: what two people decide is not decided on a guess
 */
export type SamePerson = (one: string, other: string) => Promise<boolean>;

/** Asks accounts who answers for each. */
export const personFinder =
  ({ accounts, tokens }: Needs): SamePerson =>
  async (one, other) => {
    if (one === other) return true;
    const asked = { actors: [one, other] };
    const { actors } = await accounts.identifyActors(asked, await tokens.platform());
    const [a, b] = actors.map(({ actor, answers, known }) => (known ? answers : actor));
    return a === b;
  };
