import type {
  ProposeSpellingsRequest,
  ProposeSpellingsResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { senderNames } from "@whiteline/markets";
import { DomainError, principalOf, type CallContext } from "@whiteline/service-kit";
import { judgeName, proposeSpellings as spellingsOf } from "./domain/sender-name.js";
import type { Parts } from "./parts.js";
import { fromSpelling } from "./proto-families.js";
import { marketUnknown } from "./refuse.js";

type Needs = Pick<Parts, "now" | "packs">;

const longestName = 100;

/** How a name may be written at each operator where its family is declared [vn.md §2]. */
export function proposeSpellings({ now, packs }: Needs) {
  return async (
    { family: wanted, name, market }: ProposeSpellingsRequest,
    context: CallContext,
  ): Promise<ProposeSpellingsResponse> => {
    const code = market === "" ? (principalOf(context).market ?? "") : market;
    if (!packs.has(code)) throw marketUnknown();
    const pack = packs.of(code, now());
    const family = pack.families.find(
      ({ id, declaredAt }) => declaredAt.length > 0 && (wanted === "" || id === wanted),
    );
    const names = family && senderNames(pack, family.id);
    if (family === undefined || names === undefined) throw notDeclared();
    if (Array.from(name).length > longestName) throw nameTooLong();
    return {
      operators: family.declaredAt.map((operator) =>
        fromSpelling(
          operator,
          judgeName(names, name, operator),
          spellingsOf(names, name, operator),
        ),
      ),
    };
  };
}

function notDeclared(): DomainError {
  return new DomainError(
    "invalid",
    "NAME_NOT_DECLARED",
    "No sender of this market is a name that is declared at each operator.",
    { remedy: "Ask for a market with brandnames." },
  );
}

function nameTooLong(): DomainError {
  return new DomainError("invalid", "NAME_TOO_LONG", `A name has at most ${longestName} signs.`, {
    remedy: "Give the name that recipients shall see.",
  });
}
