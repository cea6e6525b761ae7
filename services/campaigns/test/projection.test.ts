import { LineSuspended } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { eventually, testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { toLine } from "../src/proto.js";
import { lineStore } from "../src/store/lines.js";
import { line, lineId } from "./neighbours.js";
import { campaignsWorld } from "./world.js";

test("a projection of lines that went wrong is taken anew from the registry while the service runs", async () => {
  await using it = await campaignsWorld();
  const lines = it.store.collection("lines");
  // Nobody said so: the registry has the line active, in an older version.
  const wrong = line({ status: LineStatus.SUSPENDED, version: 50n });
  await it.publish(LineSuspended, LineSuspended.fromPartial({ line: wrong }));
  await eventually(() => lines.findOne({ active: false }));
  const { campaignId } = await it.submit().catch(() => ({ campaignId: "" }));
  expect(campaignId).toBe("");

  expect(await it.rebuild()).toBe(200);
  expect(await lines.find().toArray()).toMatchObject([{ _id: lineId, active: true }]);
  const { campaignId: sent } = await it.submit();
  const materialised = await it.materialised(sent);
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(() => it.works.length === 2 || undefined);

  // What is newer than the snapshot is still heard.
  const suspended = line({ status: LineStatus.SUSPENDED, version: 2n });
  await it.publish(LineSuspended, LineSuspended.fromPartial({ line: suspended }));
  await eventually(() => lines.findOne({ active: false }));
});

test("while the registry is away nothing is forgotten", async () => {
  await using it = await campaignsWorld();
  const lines = it.store.collection("lines");
  await eventually(() => lines.findOne({ active: true }));
  it.words.registryIsAway = true;
  expect(await it.rebuild()).toBe(503);
  expect(await lines.countDocuments({ active: true })).toBe(1);
});

test("of two versions of a line that come at the same time the newer one is kept, in memory too", async () => {
  await using database = await testDatabase();
  const connection = await connectMongo(database.uri);
  try {
    for (let round = 0; round < 20; round += 1) {
      const lines = lineStore(connection);
      const versions = [line({ status: LineStatus.SUSPENDED, version: 2n }), line({ version: 1n })];
      const told = versions.map((each) => toLine({ ...each, lineId: `line-${round}` }));
      await Promise.all(told.map((each) => lines.put(each)));
      expect(lines.get(`line-${round}`)).toMatchObject({ active: false, version: 2 });
    }
  } finally {
    await closeMongo(connection);
  }
});
