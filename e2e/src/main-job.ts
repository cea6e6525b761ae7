import { beRefused } from "./story/be-refused.js";
import { bringCustomers } from "./story/bring-customers.js";
import { narrator } from "./story/narrator.js";
import { obtainBrandname, obtainTitle } from "./story/obtain-abroad.js";
import { obtainLine } from "./story/obtain-line.js";
import { sendByName, sendByTitle } from "./story/send-abroad.js";
import { sendAtOnce } from "./story/send-at-once.js";
import {
  approveTemplate,
  forecast,
  sendCampaign,
  sendWithoutFunds,
  topUp,
} from "./story/send-campaign.js";
import { withdraw } from "./story/withdraw.js";
import { openWorld } from "./story/world.js";

/**
 * The main job, told as a story against a running stack: a company registers, obtains a 021 service
 * line, brings its customers, sends a lawful campaign, pays exactly, and sees what became of every
 * part. WHITELINE_RUN names the run file of deploy/local; WHITELINE_STORY_ROWS the size of the list.
 */
const runFile = process.env["WHITELINE_RUN"];
const rows = Number(process.env["WHITELINE_STORY_ROWS"] ?? "100000");
/** How the operators behave meanwhile; see services/operator-simulator. */
const temperament = process.env["WHITELINE_STORY_TEMPERAMENT"] ?? "everyday";
/** Enough for 100,000 Persian messages at the example price list, and not much more. */
const TOP_UP_RIAL_PER_ROW = process.env["WHITELINE_STORY_LONG"] === undefined ? 1_200n : 2_400n;

const tell = narrator(process.stdout);

try {
  if (runFile === undefined)
    throw new Error(
      "WHITELINE_RUN is not set: start the story with `npm start` or `npm run demo`.",
    );
  if (!Number.isInteger(rows) || rows < 500)
    throw new Error("WHITELINE_STORY_ROWS must be a whole number from 500.");
  const began = performance.now();
  const world = await openWorld(runFile, tell);
  await fetch(`${world.simulator}/set?temperament=${temperament}&lateByMs=4000`, {
    method: "POST",
  });
  const customer = await obtainLine(world, tell);
  const { listId, member } = await bringCustomers(world, customer, rows, tell);
  const templateId = await approveTemplate(world, customer, tell);
  const plan = await forecast(customer, listId, templateId, tell);
  await sendWithoutFunds(customer, listId, templateId, tell);
  await topUp(world, customer, tell, BigInt(rows) * TOP_UP_RIAL_PER_ROW);
  await sendCampaign(world, customer, listId, templateId, plan, tell);
  await beRefused(customer, member, templateId, tell);
  await withdraw(world, customer, member, templateId, tell);
  await fetch(`${world.simulator}/set?temperament=prompt`, { method: "POST" });
  await sendAtOnce(world, tell);
  await sendByTitle(world, await obtainTitle(world, tell), tell);
  await sendByName(world, await obtainBrandname(world, tell), tell);
  tell.step(
    `The main job is done, in ${((performance.now() - began) / 1_000).toFixed(0)} s: every recipient is accounted for and the ledger is exact.`,
  );
} catch (error) {
  tell.say(`\nThe main job failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
