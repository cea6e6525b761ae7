/** Closes a resource by the means it brings itself; one that brings none needs no closing. */
export async function closeResource(resource: unknown): Promise<void> {
  if (typeof resource !== "object" || resource === null) return;
  for (const means of [Symbol.asyncDispose, Symbol.dispose, "close"]) {
    const method: unknown = Reflect.get(resource, means);
    if (typeof method === "function") {
      await Reflect.apply(method, resource, []);
      return;
    }
  }
}
