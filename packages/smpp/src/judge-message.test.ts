import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { judgeDeliver, judgeSubmit } from "./judge-message.js";
import { type SubmitSm, decodeSubmit, encodeSubmit } from "./message.js";

const submit = (change: Partial<SubmitSm> = {}): SubmitSm => ({
  source: { addr: "9821000000", ton: 1, npi: 1 },
  destination: { addr: "989120000000", ton: 1, npi: 1 },
  esmClass: 0,
  dataCoding: 8,
  registeredDelivery: 1,
  shortMessage: Buffer.from("سلام", "utf16le").swap16(),
  ...change,
});
const address = (addr: string, ton = 1) => ({ addr, ton, npi: 1 });

describe("before the codec", () => {
  test.each([
    ["a NUL in the source", { source: address("98\x0021") }, "SOURCE_ADDRESS"],
    ["U+0600 in the source", { source: address("\u0600") }, "SOURCE_ADDRESS"],
    ["a source of 60 characters", { source: address("9".repeat(60)) }, "SOURCE_ADDRESS"],
    ["no source", { source: address("") }, "SOURCE_ADDRESS"],
    ["a type of number of 256", { source: address("9821", 256) }, "SOURCE_ADDRESS"],
    ["letters in the destination", { destination: address("98912x") }, "DESTINATION_ADDRESS"],
    ["a line end in the destination", { destination: address("98912\n") }, "DESTINATION_ADDRESS"],
    ["21 digits", { destination: address("1".repeat(21)) }, "DESTINATION_ADDRESS"],
    ["a plus and 20 digits", { destination: address(`+${"1".repeat(20)}`) }, "DESTINATION_ADDRESS"],
    ["255 octets of text", { shortMessage: Buffer.alloc(255) }, "SHORT_MESSAGE_TOO_LONG"],
    ["a data_coding of 256", { dataCoding: 256 }, "FIELD_OUT_OF_RANGE"],
    ["a fractional esm_class", { esmClass: 0.5 }, "FIELD_OUT_OF_RANGE"],
    ["a negative registered_delivery", { registeredDelivery: -1 }, "FIELD_OUT_OF_RANGE"],
    ["a validity period of 12 digits", { validityPeriod: "000001000000" }, "VALIDITY_PERIOD"],
    ["a service type of 6", { serviceType: "ABCDEF" }, "SERVICE_TYPE"],
    ["a TLV tag of 65536", { tlvs: [{ tag: 65_536, value: Buffer.alloc(1) }] }, "TLVS"],
    ["TLVs over a PDU", { tlvs: [{ tag: 1, value: Buffer.alloc(16_000) }] }, "TLVS"],
  ])("%s is refused", (_, change, code) => {
    expect(judgeSubmit(submit(change))).toBe(code);
  });

  test("254 octets, a name as source and a relative validity period pass", () => {
    const change = {
      source: address("DIGIKALA", 5),
      shortMessage: Buffer.alloc(254),
      validityPeriod: "000001000000000R",
    };
    expect(judgeSubmit(submit(change))).toBeUndefined();
  });

  test("a receipt may go to a name, and its text is bounded too", () => {
    const { registeredDelivery: _, ...content } = submit({ destination: address("DIGIKALA", 5) });
    expect(judgeDeliver(content)).toBeUndefined();
    expect(judgeDeliver({ ...content, shortMessage: Buffer.alloc(255) })).toBe(
      "SHORT_MESSAGE_TOO_LONG",
    );
  });

  test("whatever passes arrives as it was, field by field", () => {
    const octet = fc.nat(255);
    const addr = fc.stringMatching(/^[\x20-\x7e]{1,20}$/);
    const number = fc.stringMatching(/^[0-9]{1,20}$/);
    const any = fc.record({
      source: fc.record({ addr, ton: octet, npi: octet }),
      destination: fc.record({ addr: number, ton: octet, npi: octet }),
      esmClass: octet,
      dataCoding: octet,
      registeredDelivery: octet,
      shortMessage: fc.uint8Array({ minLength: 1, maxLength: 254 }),
      validityPeriod: fc.constantFrom("", "261105120000000+", "000001000000000R"),
      tlvs: fc.array(
        fc.record({ tag: fc.integer({ min: 0x1400, max: 0x3fff }), value: fc.uint8Array() }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 0x7fff_ffff }), (message, sequence) => {
        expect(judgeSubmit(message)).toBeUndefined();
        const { tlvs: _, shortMessage, ...fields } = message;
        expect(decodeSubmit(encodeSubmit(sequence, message))).toEqual({
          ...fields,
          sequence,
          shortMessage: Buffer.from(shortMessage),
        });
      }),
    );
  });
});
