import type {
  Actor,
  IdentifyActorsRequest,
  IdentifyActorsResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { DomainError, principalOf, type CallContext, type Principal } from "@whiteline/service-kit";
import type { Home } from "./domain/person.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "people" | "keys">;

const mostActors = 100;

/**
 * Who stands behind the words of a history. Of a key it is the person who made it: what two keys of one
 * person say is said by one (docs/decisions/0010). Callers that are no service learn of their own home only.
 */
export function identifyActors({ people, keys }: Needs) {
  const identify = async (actor: string, caller: Principal): Promise<Actor> => {
    const [kind, id = ""] = actor.split(":");
    const found =
      kind === "person" ? await ofPerson(id) : kind === "key" ? await ofKey(id) : undefined;
    if (found === undefined || !isOpenTo(caller, found.home)) return { ...nobody, actor };
    const { home, ...known } = found;
    const tenantId = home.kind === "tenant" ? home.tenantId : "";
    return { ...known, actor, known: true, tenantId, providerId: home.providerId };
  };

  const ofPerson = async (personId: string) => {
    const person = await people.everById(personId);
    if (person === undefined) return undefined;
    const { home, roles, name, isActive: active } = person;
    return { home, roles, name, active, answers: `person:${personId}` };
  };

  const ofKey = async (keyId: string) => {
    const key = await keys.byId(keyId);
    if (key === undefined) return undefined;
    const { holder, providerId, revokedAt } = key;
    const home: Home =
      holder.kind === "tenant"
        ? { kind: "tenant", tenantId: holder.tenantId, providerId }
        : { kind: "staff", providerId };
    const roles = holder.kind === "staff" ? [holder.role] : key.roles;
    const name = key.name === "" && holder.kind === "staff" ? holder.role : key.name;
    const answers = key.madeBy === "" ? `key:${keyId}` : key.madeBy;
    return { home, roles, name, active: revokedAt === null, answers };
  };

  return async (
    { actors }: IdentifyActorsRequest,
    context: CallContext,
  ): Promise<IdentifyActorsResponse> => {
    if (actors.length > mostActors) throw tooManyActors();
    const caller = principalOf(context);
    return { actors: await Promise.all(actors.map((actor) => identify(actor, caller))) };
  };
}

const nobody = {
  known: false,
  answers: "",
  tenantId: "",
  providerId: "",
  roles: [],
  name: "",
  active: false,
};

/** A service of the platform asks of anybody, one that acts for a tenant as that tenant. */
function isOpenTo({ kind, tenantId, providerId }: Principal, home: Home): boolean {
  if (kind === "service" && tenantId === undefined) return true;
  if (kind === "staff") return home.providerId === providerId;
  return home.kind === "tenant" && home.tenantId === tenantId;
}

function tooManyActors(): DomainError {
  const rule = `At most ${mostActors} actors are asked for at once.`;
  return new DomainError("invalid", "TOO_MANY_ACTORS", rule, { remedy: "Ask in several calls." });
}
