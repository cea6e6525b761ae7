import { z } from "zod";

const contractSchema = z.object({
  fullName: z.string(),
  methods: z.record(z.string(), z.object({ name: z.string() })),
});

/** "DlrService.GetReport": every method of a contract made by ts-proto; none of others. */
export function methodNames(definition: object): readonly string[] {
  const parsed = contractSchema.safeParse(definition);
  if (!parsed.success) return [];
  const { fullName, methods } = parsed.data;
  const service = fullName.slice(fullName.lastIndexOf(".") + 1);
  return Object.values(methods).map(({ name }) => `${service}.${name}`);
}

/**
 * Full paths of methods that are named as in the proto ("Authenticate") or as in the code ("authenticate").
 *
 * @param definition a contract made by ts-proto.
 * @throws Error for a name that the contract does not know: a typing mistake must not leave a method closed, or open.
 */
export function methodPaths(definition: object, names: readonly string[]): ReadonlySet<string> {
  if (names.length === 0) return new Set();
  const { fullName, methods } = contractSchema.parse(definition);
  return new Set(
    names.map((wanted) => {
      const found = Object.entries(methods).find(
        ([key, { name }]) => key === wanted || name === wanted,
      );
      if (!found) throw new Error(`${fullName} has no method ${wanted}.`);
      return `/${fullName}/${found[1].name}`;
    }),
  );
}
