import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeCustomerFile } from "../input/customers.js";
import { until } from "./client.js";
import { counts, number, type Narrator } from "./narrator.js";
import type { Customer } from "./obtain-line.js";
import { list, listImport } from "./shapes.js";
import type { World } from "./world.js";

/** The living list of customers that governs the line: a real .xlsx, as people make them. */
export const bringCustomers = async (
  world: World,
  customer: Customer,
  rows: number,
  tell: Narrator,
): Promise<{ readonly listId: string; readonly member: string }> => {
  tell.step(`The living customer list: an .xlsx of ${number(rows)} rows, as people make them`);
  const path = join(world.dir, "customers.xlsx");
  const file = await writeCustomerFile({ path, rows, seed: 7, mess: 0.3, otherOperators: 0.15 });
  const made = await customer.api.call("/v1/lists", list, {
    json: { name: "مشتریان", governsLineIds: [customer.lineId] },
  });
  const form = new FormData();
  form.set("file", await openAsBlob(path), "customers.xlsx");
  const received = await customer.api.call(`/v1/lists/${made.listId}/imports`, listImport, {
    form,
  });
  tell.say(`POST /v1/lists/${made.listId}/imports → 202, import ${received.importId}`);
  const done = await until(
    () => customer.api.call(`/v1/imports/${received.importId}`, listImport),
    (it) => it.state === "finished" || it.state === "refused",
    {
      within: 300_000,
      what: "the import of the customer list",
      onAnswer: (it) =>
        tell.running(
          `${it.state}: ${number(it.rowsRead)} rows read, ${Math.round(it.progress * 100)} %`,
        ),
    },
  );
  if (done.state === "refused")
    throw new Error(`the customer list was refused: ${done.refusal?.code ?? "?"}`);
  tell.say(
    `number column found: "${done.numberColumn ?? "?"}"; variables: ${done.variables.join(", ")}`,
  );
  tell.say(`kept ${number(done.kept)} (${counts(done.operators)})`);
  tell.say(`dropped ${number(done.rowsRead - done.kept)}: ${counts(done.dropped)}`);
  const dropped = Object.values(done.dropped).reduce((sum, value) => sum + value, 0);
  if (done.kept + dropped !== done.rowsRead)
    throw new Error("a row of the customer list is unaccounted for");
  if (done.kept !== file.numbers.size)
    throw new Error(`the file has ${file.numbers.size} different numbers, ${done.kept} were kept`);
  const rejects = await customer.api.text(`/v1/imports/${received.importId}/rejects`);
  const rejectsFile = join(world.dir, "rejects.csv");
  await writeFile(rejectsFile, rejects);
  tell.say(
    `the rejected rows with reason and remedy: ${rejectsFile} (${number(rejects.trimEnd().split("\n").length - 1)} rows)`,
  );
  const [member] = file.numbers;
  if (member === undefined) throw new Error("the file has no number");
  return { listId: made.listId, member };
};
