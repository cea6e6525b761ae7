import { forward, principalOf, type CallContext } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";

/** Something that was done, as histories and trails keep it. */
export type Did = {
  readonly at: Date;
  readonly actor: string;
  readonly by: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly note: string;
};

type Named = { readonly by: string; readonly byName: string };

/** Asked for at once; who stands only before these in a long history stays without a name. */
const mostNames = 100;

const hidden: Named = { by: "", byName: "" };

/**
 * Who did things, as far as the caller may see it: accounts names to a desk everybody of its provider, to a
 * company its own people only. Staff and services read ids without a name too; a history is shown without
 * names where accounts is away.
 */
export function namesFor({ accounts, log }: Pick<Parts, "accounts" | "log">) {
  return async (
    did: readonly Pick<Did, "by">[],
    context: CallContext,
  ): Promise<(by: string) => Named> => {
    const actors = [...new Set(did.map(({ by }) => by))]
      .filter((by) => /^(?:person|key):/u.test(by))
      .slice(-mostNames);
    const names = new Map<string, string>();
    if (actors.length > 0) {
      try {
        const answer = await accounts.identifyActors({ actors }, forward(context));
        for (const { actor, known, name } of answer.actors) if (known) names.set(actor, name);
      } catch (error) {
        log.warn({ err: error }, "actors_not_named");
      }
    }
    const isHolder = viewsAsHolder(context);
    return (by) => {
      const name = names.get(by);
      if (name === undefined) return isHolder ? hidden : { by, byName: "" };
      return { by, byName: name };
    };
  };
}

/** Whether a company looks, or a service for one: what the desk keeps to itself is not shown. */
export function viewsAsHolder(context: CallContext): boolean {
  const { kind, tenantId } = principalOf(context);
  return kind !== "staff" && tenantId !== undefined;
}

/** A decision that waits, without the person of the desk who said it first where a holder looks. */
export function withoutWho<Pending extends { readonly by: string }>(
  pending: Pending | undefined,
  context: CallContext,
): Pending | undefined {
  return pending !== undefined && viewsAsHolder(context) ? { ...pending, by: "" } : pending;
}
