import { execFile } from "node:child_process";
import { join } from "node:path";
import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { money } from "../src/domain/money.js";
import { openBooks } from "../src/store/open-books.js";

const script = join(import.meta.dirname, "../src/verify-ledger.ts");
/** The command as `npm run verify-ledger -- URI` starts it. */
const verify = (...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    const node = ["--conditions=@whiteline/source", "--import=tsx", script, ...args];
    const env = { ...process.env, MONGODB_URI: "" };
    const child = execFile(process.execPath, node, { env }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });

test("the command says exact and ends with 0; of a damaged ledger it names what is broken and ends with 1", async () => {
  await using database = await testDatabase();
  const connection = await connectMongo(database.uri);
  const tell = async () => undefined;
  const now = () => new Date("2026-11-22T09:00:00Z");
  const { books, wallets } = openBooks(connection, { now, tell });
  const [tenantId, currency] = ["t1", "IRR"];
  await wallets.open({ tenantId, providerId: "asanak", market: "IR", currency, platform: false });
  const paid = { requestId: "1", amount: money(currency, 5_000n), reference: "bank" };
  await books.commit(tenantId, [{ kind: "top_up", ...paid }]);
  expect(await verify(database.uri)).toEqual({
    ...{ code: 0, err: "" },
    out: "exact: 2 entries, 2 accounts, 0 open reservations\n",
  });
  await connection.collection("ledger").updateOne({}, { $inc: { minor: 1n } });
  await closeMongo(connection);
  const damaged = await verify(database.uri);
  expect(damaged).toMatchObject({ code: 1, out: "" });
  expect(damaged.err).toContain("NOT EXACT: 2 entries");
  expect(damaged.err).toContain("The entries of top-up:asanak:1 sum to 1 IRR, not zero.");
  const lost = await verify();
  expect(lost).toMatchObject({ code: 1, out: "" });
  expect(lost.err).toContain("npm run verify-ledger -- MONGODB_URI");
});
