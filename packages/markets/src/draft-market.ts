import { findFaults } from "./find-faults.js";
import { packSchema, type MarketPack } from "./schema/pack.js";

export type DraftedMarket =
  | { readonly kind: "ok"; readonly pack: MarketPack }
  | { readonly kind: "refused"; readonly faults: readonly string[] };

type Tree = Readonly<Record<string, unknown>>;

/** Fields that name an entry of a list, the first that it has. */
const names = ["id", "code", "name", "category", "traffic", "word"] as const;

/**
 * A pack as it would be with other rules: `rules` is laid over it and the whole is validated as any
 * pack is, examples and all. Objects are merged; entries of lists are merged by their name, `"remove":
 * true` takes one out, `"before": "<name>"` says where a new one goes (else last); lists of words are
 * replaced, or changed with `{"add": […], "remove": […]}`. The pack itself does not change.
 */
export function draftMarket(pack: MarketPack, rules: Tree): DraftedMarket {
  const parsed = packSchema.safeParse(merge(pack, rules));
  const faults = parsed.success
    ? findFaults(parsed.data)
    : parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
  if (!parsed.success || faults.length > 0) return { kind: "refused", faults };
  return { kind: "ok", pack: parsed.data };
}

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (Array.isArray(base)) return mergeList(base, over);
  if (!isTree(base) || !isTree(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(base[key], over[key])]));
}

function mergeList(base: readonly unknown[], over: unknown): unknown {
  if (isTree(over)) {
    const { add = [], remove = [] } = over;
    if (!Array.isArray(add) || !Array.isArray(remove)) return over;
    const isGone = (entry: unknown): boolean =>
      remove.some((gone: unknown) => gone === entry || gone === nameOf(entry));
    const left = base.filter((entry) => !isGone(entry));
    const added: readonly unknown[] = add;
    return added.every(isTree) ? mergeList(left, added) : [...left, ...added];
  }
  if (!Array.isArray(over) || !over.every((entry) => nameOf(entry) !== undefined)) return over;
  return over.filter(isTree).reduce<readonly unknown[]>(mergeEntry, base);
}

function mergeEntry(entries: readonly unknown[], over: Tree): readonly unknown[] {
  const { remove, before, ...rest } = over;
  const name = nameOf(rest);
  const at = entries.findIndex((entry) => nameOf(entry) === name);
  if (remove === true) return entries.filter((_, index) => index !== at);
  const merged = at === -1 ? rest : merge(entries[at], rest);
  if (before === undefined) {
    return at === -1 ? [...entries, merged] : entries.with(at, merged);
  }
  const others = entries.filter((_, index) => index !== at);
  const place = others.findIndex((entry) => nameOf(entry) === before);
  return place === -1 ? [...others, merged] : others.toSpliced(place, 0, merged);
}

function nameOf(entry: unknown): unknown {
  if (!isTree(entry)) return undefined;
  const field = names.find((name) => typeof entry[name] === "string");
  return field === undefined ? undefined : entry[field];
}

function isTree(value: unknown): value is Tree {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}
