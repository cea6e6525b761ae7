import type { ApiKeyStore } from "./store/api-keys.js";

export type KeyUses = ReturnType<typeof keyUses>;

/** When keys were last used, remembered in memory and written now and then: never a write per call. */
export function keyUses(keys: Pick<ApiKeyStore, "touch">) {
  let unwritten = new Map<string, Date>();
  return {
    note(keyId: string, at: Date): void {
      unwritten.set(keyId, at);
    },
    async write(): Promise<void> {
      const uses = unwritten;
      unwritten = new Map();
      await keys.touch(uses);
    },
  };
}
