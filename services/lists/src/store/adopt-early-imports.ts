import type { Connection } from "mongoose";
import { blankImport } from "./import-schema.js";

/**
 * Gives imports and list versions of before there were checkpoints and kinds of variables what is asked of each today, once:
 * their columns were texts, every file replaced its list, and what was being read is read from its start.
 */
export async function adoptEarlyImports(connection: Connection): Promise<void> {
  const typed = (names: string) => ({
    $map: { input: { $ifNull: [names, []] }, as: "name", in: { name: "$$name", kind: "text" } },
  });
  const chosen = { operation: "replace", columns: [], hold: false, madeBy: "" };
  const now = { ...blankImport, ...chosen };
  await connection.collection("imports").updateMany({ checkpoint: { $exists: false } }, [
    {
      $replaceWith: {
        $mergeObjects: [{ $literal: now }, "$$ROOT", { variables: typed("$variables") }],
      },
    },
  ]);
  const origin = { operation: "replace", importId: "", fileName: "", madeBy: "" };
  const difference = { added: 0, removed: 0, updated: 0, equalsVersion: 0 };
  await connection
    .collection("listVersions")
    .updateMany({ variables: { $exists: false } }, [
      { $set: { ...origin, ...difference, variables: typed("$variableNames") } },
      { $unset: "variableNames" },
    ]);
}
