import type { PutDocumentRequest } from "@whiteline/contracts/accounts/v1/accounts";
import { eventually } from "@whiteline/testkit";
import { afterEach, expect, test } from "vitest";

import { as, endServices, startService } from "./start-test-service.js";

afterEach(endServices);

const piece: PutDocumentRequest = { part: { $case: "data", value: Buffer.alloc(65_536) } };

/** A service that tells how each upload ended. */
async function startReader() {
  const ends: string[] = [];
  let pieces = 0;
  const { client } = await startService({
    async putDocument(messages) {
      let bytes = 0;
      try {
        for await (const { part } of messages) {
          pieces += 1;
          if (part?.$case === "data") bytes += part.value.length;
        }
        ends.push(`whole, ${bytes} bytes`);
      } catch (error) {
        ends.push("broken");
        throw error;
      }
      return { document: { documentId: "d1" } };
    },
  });
  return { client, ends, pieces: () => pieces };
}

test("a stream that is whole ends", async () => {
  const { client, ends } = await startReader();
  const pieces = async function* () {
    for (let i = 0; i < 3; i += 1) yield piece;
  };
  await client.putDocument(pieces(), as.tenant("t1"));
  expect(ends).toEqual(["whole, 196608 bytes"]);
});

test("a stream whose source fails is never taken for a whole one", async () => {
  const { client, ends } = await startReader();
  const pieces = async function* () {
    for (let i = 0; i < 40; i += 1) yield piece;
    throw new Error("the sender went away");
  };
  await expect(client.putDocument(pieces(), as.tenant("t1"))).rejects.toThrow("went away");
  expect(await eventually(() => ends[0])).toBe("broken");
});

test("a stream that is called off while it waits is never taken for a whole one", async () => {
  const { client, ends, pieces: read } = await startReader();
  const calledOff = new AbortController();
  const pieces = async function* () {
    yield piece;
    await eventually(() => read() === 1);
    calledOff.abort();
    await new Promise(() => undefined);
  };
  const options = { ...as.tenant("t1"), signal: calledOff.signal };
  await expect(client.putDocument(pieces(), options)).rejects.toThrow("aborted");
  expect(await eventually(() => ends[0])).toBe("broken");
});
