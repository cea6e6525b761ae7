import { readFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";

import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { decodeBind } from "./bind.js";
import { Undecodable, encodeBare } from "./codec.js";
import { FramingFault, HEADER_LENGTH, MAX_PDU_LENGTH, frameReader } from "./framing.js";
import { type LinkClose, connectLink } from "./link.js";
import {
  type DeliverSm,
  decodeDeliver,
  decodeMessageId,
  decodeSubmit,
  encodeDeliver,
} from "./message.js";
import { aSubmit, answerFrame, heldClock, linkOptions, scriptedOperator } from "./scripted-peer.js";

vi.setConfig({ testTimeout: 30_000 });

/** Looks every few milliseconds, with a deadline for slow machines. */
const eventually = <T>(probe: () => T) => expect.poll(probe, { interval: 2, timeout: 50_000 });

const CONTENT = {
  source: { addr: "989120000000", ton: 1, npi: 1 },
  destination: { addr: "9821000000", ton: 1, npi: 1 },
  esmClass: 4,
  dataCoding: 0,
  shortMessage: Buffer.from("id:1 stat:DELIVRD"),
};

const bound = async (
  operator: Awaited<ReturnType<typeof scriptedOperator>>,
  change: Partial<Parameters<typeof linkOptions>[1]> = {},
) => {
  const clock = heldClock();
  const closes: LinkClose[] = [];
  const got: DeliverSm[] = [];
  const link = await connectLink(
    linkOptions(operator.port, {
      now: clock.now,
      onClose: (close) => closes.push(close),
      onDeliver: (deliver, answer) => {
        got.push(deliver);
        answer(0);
      },
      ...change,
    }),
  );
  return { link, clock, closes, got, peer: operator.peer };
};

describe("a stream of PDUs", () => {
  test("split at every octet boundary yields each of them", async () => {
    await using operator = await scriptedOperator();
    const { got, peer } = await bound(operator);
    const length = encodeDeliver(1, CONTENT).length;
    for (let at = 1; at < length; at++) {
      const frame = encodeDeliver(at, CONTENT);
      peer.write(frame.subarray(0, at));
      await turn();
      peer.write(frame.subarray(at));
      await eventually(() => peer.heard.length).toBe(at);
    }
    expect(got.map(({ sequence }) => sequence)).toEqual(
      [...Array(length - 1).keys()].map((n) => n + 1),
    );
  });

  test("joined, a thousand in one write, yields each of them", async () => {
    await using operator = await scriptedOperator();
    const { got, peer } = await bound(operator);
    const thousand = [...Array(1_000).keys()];
    peer.write(Buffer.concat(thousand.map((n) => encodeDeliver(n + 1, CONTENT))));
    await eventually(() => peer.heard.length).toBe(1_000);
    expect(got.map(({ sequence }) => sequence - 1)).toEqual(thousand);
  });

  test.each([...Array(HEADER_LENGTH).keys(), MAX_PDU_LENGTH + 1])(
    "with a header of length %i ends the link",
    async (length) => {
      await using operator = await scriptedOperator();
      const { link, closes, peer } = await bound(operator);
      const outcome = new Promise((done) => link.submit(aSubmit(), done));
      const header = encodeBare(0x15, 0, 1);
      header.writeUInt32BE(length, 0);
      peer.write(header);
      await expect(outcome).resolves.toEqual({ kind: "in_doubt", why: "closed" });
      expect(closes).toMatchObject([{ why: "framing" }]);
      await eventually(() => peer.ended).toBe(true);
    },
  );

  test.each([HEADER_LENGTH, MAX_PDU_LENGTH])(
    "with a header of length %i goes on",
    async (length) => {
      await using operator = await scriptedOperator();
      const { closes, peer } = await bound(operator);
      const frame = Buffer.concat([encodeBare(0x7777, 0, 5), Buffer.alloc(length - HEADER_LENGTH)]);
      frame.writeUInt32BE(length, 0);
      peer.write(frame);
      peer.write(encodeBare(0x15, 0, 6));
      await eventually(() => peer.heard).toEqual(["80000000:3:5", "80000015:0:6"]);
      expect(closes).toEqual([]);
    },
  );
});

describe("a silent peer", () => {
  test("whose line is cut without a word (half-open) is found by two missed enquiries", async () => {
    await using operator = await scriptedOperator();
    const { link, clock, closes, peer } = await bound(operator, {
      responseTimeoutMs: 1_000_000,
      enquireIntervalMs: 100,
    });
    const outcome = new Promise((done) => link.submit(aSubmit(), done));
    for (const asked of [1, 2]) {
      clock.pass(100);
      await eventually(() => peer.heard.filter((head) => head.startsWith("15:")).length).toBe(
        asked,
      );
    }
    clock.pass(100);
    await expect(outcome).resolves.toEqual({ kind: "in_doubt", why: "closed" });
    expect(closes).toEqual([{ why: "silent" }]);
  });

  test("that sends a header octet by octet (slow loris) is silent all the same", async () => {
    await using operator = await scriptedOperator();
    const { clock, closes, peer } = await bound(operator, { enquireIntervalMs: 100 });
    const drip = encodeDeliver(1, CONTENT);
    for (let at = 0; closes.length === 0 && at < drip.length; at++) {
      peer.write(drip.subarray(at, at + 1));
      clock.pass(50);
      const asked = Math.floor(((at + 1) * 50) / 100);
      await eventually(() => closes.length + peer.heard.length).toBeGreaterThanOrEqual(
        Math.min(asked, 2),
      );
      if (asked === 3) await eventually(() => closes.length).toBe(1);
    }
    expect(closes).toEqual([{ why: "silent" }]);
  });

  test("that answers enquiries lives", async () => {
    await using operator = await scriptedOperator();
    const { clock, closes, peer } = await bound(operator, { enquireIntervalMs: 100 });
    const enquiries = () => peer.received.filter((frame) => frame.readUInt32BE(4) === 0x15);
    for (let asked = 1; asked <= 5; asked++) {
      clock.pass(100);
      await eventually(() => enquiries().length).toBe(asked);
      peer.write(answerFrame(enquiries()[asked - 1]!));
      // A question behind it: once that is answered, our side has read the answer, too.
      peer.write(encodeBare(0x15, 0, asked));
      await eventually(() => peer.heard).toContain(`80000015:0:${asked}`);
    }
    expect(closes).toEqual([]);
  });
});

describe("a peer that does not read", () => {
  test("stops our submits long before our memory does, and starts them again", async () => {
    await using operator = await scriptedOperator();
    const { link, peer } = await bound(operator, { window: 10_000_000 });
    peer.pause();
    let sent = 0;
    for (let still = 0; still < 20;) {
      still = link.free === 0 ? still + 1 : 0;
      while (link.free > 0) {
        sent++;
        link.submit(aSubmit({ shortMessage: Buffer.alloc(254) }), () => undefined);
      }
      await turn();
    }
    // What the kernel buffers, and a quarter of a megabyte of ours.
    expect(sent).toBeLessThan(100_000);
    const free = link.whenFree();
    peer.resume();
    await free;
    expect(link.free).toBeGreaterThan(0);
    link.destroy("end of test");
  });

  test("but asks and asks is given up", async () => {
    await using operator = await scriptedOperator();
    const { closes, peer } = await bound(operator);
    peer.pause();
    const questions = Buffer.concat(Array<Buffer>(4_096).fill(encodeBare(0x15, 0, 1)));
    for (let i = 0; i < 400 && closes.length === 0; i++) {
      peer.write(questions);
      await turn();
    }
    await eventually(() => closes).toEqual([{ why: "backlog" }]);
  }, 30_000);
});

/**
 * Frames of a seeded mutation of good PDUs (bits, lengths, cuts, TLVs), kept so that a change of
 * codec meets the same ones. One frame per line, in hexadecimal; the length field is always right.
 */
const CORPUS = readFileSync(new URL("fixtures/mutated-frames.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => Buffer.from(line, "hex"));

/** What the decoders may do with any octets: an answer, or Undecodable. */
const decodeAll = (frame: Buffer) => {
  const decoders = [
    decodeDeliver,
    decodeSubmit,
    decodeMessageId,
    (octets: Buffer) => decodeBind(octets, "transceiver", "::1"),
  ];
  for (const decode of decoders) {
    try {
      decode(frame);
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
    }
  }
};

describe("absurd PDUs", () => {
  test("of the corpus are decoded, refused or called undecodable", () => {
    expect(CORPUS.length).toBeGreaterThan(400);
    for (const frame of CORPUS) decodeAll(frame);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(globalThis).not.toHaveProperty("skipUdh");
  });

  test("of the corpus, disturbed anew each time and in a stream of others, are framed and decoded, or called what they are", () => {
    const disturbed = fc.record({
      frame: fc.constantFrom(...CORPUS),
      flips: fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 255 })), { maxLength: 4 }),
      cut: fc.option(fc.nat(300), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(disturbed, { maxLength: 6 }), fc.nat(200), (parts, piece) => {
        const stream = Buffer.concat(
          parts.map(({ frame, flips, cut }) => {
            const octets = Buffer.from(frame.subarray(0, cut));
            for (const [at, bits] of flips)
              if (at < octets.length) octets[at] = (octets[at] ?? 0) ^ bits;
            return octets;
          }),
        );
        const reader = frameReader();
        let framed = 0;
        try {
          for (let at = 0; at < stream.length; at += piece + 1) {
            reader.push(stream.subarray(at, at + piece + 1));
            for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
              framed += frame.length;
              decodeAll(frame);
            }
          }
        } catch (error) {
          if (!(error instanceof FramingFault)) throw error;
        }
        expect(framed).toBeLessThanOrEqual(stream.length);
      }),
      { numRuns: 1_500 },
    );
  });

  test("of the corpus never wedge a link: one that cannot be read is refused, and the link takes the next one", async () => {
    await using operator = await scriptedOperator();
    const ends = new Set<string>();
    for (const frame of CORPUS) {
      const { link, closes, peer } = await bound(operator);
      peer.write(frame);
      peer.write(encodeBare(0x15, 0, 0x5eed));
      const wedged = () => closes.length === 0 && !peer.heard.includes("80000015:0:5eed");
      await eventually(wedged).toBe(false);
      ends.add(closes[0]?.why ?? "goes on");
      link.destroy("next frame");
    }
    expect([...ends]).toEqual(["goes on"]);
  }, 60_000);

  test("with random TLVs are delivered, refused or undecodable, never cut in silence", () => {
    const tlv = fc.record({
      tag: fc.oneof(fc.constantFrom(0x1e, 0x423, 0x424, 0x427, 0x204), fc.nat(0xffff)),
      claimed: fc.nat(40),
      value: fc.uint8Array({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(tlv, { maxLength: 5 }), (tlvs) => {
        const tail = tlvs.map(({ tag, claimed, value }) => {
          const head = Buffer.alloc(4);
          head.writeUInt16BE(tag, 0);
          head.writeUInt16BE(claimed, 2);
          return Buffer.concat([head, value]);
        });
        const frame = Buffer.concat([encodeDeliver(1, CONTENT), ...tail]);
        frame.writeUInt32BE(frame.length, 0);
        decodeAll(frame);
        const honest = tlvs.every(({ claimed, value }) => claimed === value.length && claimed >= 4);
        if (honest) expect(decodeDeliver(frame)).toMatchObject({ esmClass: 4 });
      }),
      { numRuns: 1_000 },
    );
  });

  test("cut at any octet of the body are refused with a status and counted, and the link goes on", async () => {
    await using operator = await scriptedOperator();
    const whole = encodeDeliver(1, CONTENT);
    let refused = 0;
    const { got, closes, peer } = await bound(operator, { onRefused: () => (refused += 1) });
    for (let length = HEADER_LENGTH; length < whole.length; length++) {
      const frame = Buffer.from(whole.subarray(0, length));
      frame.writeUInt32BE(length, 0);
      peer.write(frame);
      peer.write(whole);
    }
    const cut = whole.length - HEADER_LENGTH;
    await eventually(() => peer.heard.length + closes.length).toBe(2 * cut);
    expect(peer.heard.filter((heard) => heard === "80000005:1:1")).toHaveLength(cut);
    expect([got.length, refused]).toEqual([cut, cut]);
    expect(closes).toEqual([]);
  });

  test("ten deliver_sm in a row that cannot be read end the link, each of them answered", async () => {
    await using operator = await scriptedOperator();
    const cut = Buffer.from(encodeDeliver(1, CONTENT).subarray(0, -1));
    cut.writeUInt32BE(cut.length, 0);
    let refused = 0;
    const { closes, peer } = await bound(operator, { onRefused: () => (refused += 1) });
    for (let n = 0; n < 10; n++) peer.write(cut);
    await eventually(() => closes).toMatchObject([{ why: "undecodable" }]);
    await eventually(() => peer.heard).toEqual(Array.from({ length: 10 }, () => "80000005:1:1"));
    expect(refused).toBe(10);
  });
});
