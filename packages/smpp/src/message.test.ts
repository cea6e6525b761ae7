import fc from "fast-check";
import { expect, test } from "vitest";

import { decodePdu, encodePdu } from "./codec.js";
import {
  TLV,
  type SubmitSm,
  decodeDeliver,
  decodeMessageId,
  decodeSubmit,
  encodeDeliver,
  encodeSubmit,
  encodeSubmitResp,
} from "./message.js";

const octet = fc.integer({ min: 0, max: 0xff });
const address = fc.record({
  addr: fc.stringMatching(/^[ -~]{1,20}$/),
  ton: octet,
  npi: octet,
});
const submitSm: fc.Arbitrary<SubmitSm> = fc.record({
  source: address,
  destination: address,
  esmClass: octet,
  dataCoding: octet,
  registeredDelivery: octet,
  shortMessage: fc.uint8Array({ maxLength: 254 }),
  validityPeriod: fc.stringMatching(/^([0-9]{15}[+R-])?$/),
  priority: octet,
  protocolId: octet,
  serviceType: fc.stringMatching(/^[ -~]{0,5}$/),
});

const byLibrary = (command: string, sequence: number, message: SubmitSm): Buffer =>
  encodePdu(command, sequence, {
    service_type: message.serviceType ?? "",
    source_addr_ton: message.source.ton,
    source_addr_npi: message.source.npi,
    source_addr: message.source.addr,
    dest_addr_ton: message.destination.ton,
    dest_addr_npi: message.destination.npi,
    destination_addr: message.destination.addr,
    esm_class: message.esmClass,
    protocol_id: message.protocolId ?? 0,
    priority_flag: message.priority ?? 0,
    validity_period: message.validityPeriod ?? "",
    registered_delivery: message.registeredDelivery,
    data_coding: message.dataCoding,
    short_message: Buffer.from(message.shortMessage),
  });

test("a submit_sm is written octet for octet as the library writes it", () => {
  fc.assert(
    fc.property(submitSm, fc.integer({ min: 1, max: 0x7fff_ffff }), (message, sequence) => {
      expect(encodeSubmit(sequence, message)).toEqual(byLibrary("submit_sm", sequence, message));
    }),
  );
});

test("a deliver_sm is written octet for octet as the library writes it", () => {
  fc.assert(
    fc.property(submitSm, fc.integer({ min: 1, max: 0x7fff_ffff }), (message, sequence) => {
      const { registeredDelivery: _, validityPeriod: __, ...deliver } = message;
      const fields = { ...message, registeredDelivery: 0, validityPeriod: "" };
      expect(encodeDeliver(sequence, deliver)).toEqual(byLibrary("deliver_sm", sequence, fields));
    }),
  );
});

test("a submit_sm is read as the library reads it, and the same cut anywhere is none", () => {
  const whole = fc.integer({ min: 1, max: 0x7fff_ffff });
  fc.assert(
    fc.property(submitSm, whole, fc.nat(), (message, sequence, cut) => {
      const frame = byLibrary("submit_sm", sequence, message);
      const read = decodePdu(frame);
      expect(decodeSubmit(frame)).toEqual({
        sequence,
        source: {
          addr: read["source_addr"],
          ton: read["source_addr_ton"],
          npi: read["source_addr_npi"],
        },
        destination: {
          addr: read["destination_addr"],
          ton: read["dest_addr_ton"],
          npi: read["dest_addr_npi"],
        },
        esmClass: read["esm_class"],
        dataCoding: read["data_coding"],
        registeredDelivery: read["registered_delivery"],
        validityPeriod: read["validity_period"],
        shortMessage: read["short_message"],
      });
      expect(decodeSubmit(frame.subarray(0, 16 + (cut % (frame.length - 16))))).toBeUndefined();
    }),
  );
});

test("the id of an answer is read as the library reads it, and none that is empty or does not end", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{1,64}$/), (id) => {
      const frame = encodeSubmitResp(7, id);
      expect(decodeMessageId(frame)).toBe(decodePdu(frame)["message_id"]);
      expect(decodeMessageId(frame.subarray(0, -1))).toBeUndefined();
    }),
  );
  expect(decodeMessageId(encodeSubmitResp(7, ""))).toBeUndefined();
  expect(decodeMessageId(encodeSubmitResp(7, "").subarray(0, 16))).toBeUndefined();
});

test("optional parameters follow the message, also with tags that no library knows", () => {
  const message = {
    source: { addr: "02191001234", ton: 1, npi: 1 },
    destination: { addr: "989121234567", ton: 1, npi: 1 },
    esmClass: 0,
    dataCoding: 8,
    registeredDelivery: 1,
    shortMessage: new Uint8Array(),
    tlvs: [
      { tag: 0x1401, value: Buffer.from("x") },
      { tag: 0x0424, value: Buffer.from("long text") },
    ],
  };
  const frame = encodeSubmit(7, message);
  expect(frame.readUInt32BE(0)).toBe(frame.length);
  expect(frame.subarray(-18).toString("hex")).toBe(
    "14010001780424" + "0009" + Buffer.from("long text").toString("hex"),
  );
  expect(decodeSubmit(frame)?.shortMessage.toString()).toBe("long text");
});

test("a part that says so by sar parameters is known as a part, one that says half of it is not", () => {
  const sar = [
    { tag: TLV.sar_msg_ref_num, value: Uint8Array.of(1, 2) },
    { tag: TLV.sar_total_segments, value: Uint8Array.of(3) },
    { tag: TLV.sar_segment_seqnum, value: Uint8Array.of(2) },
  ];
  const address = { addr: "3000", ton: 1, npi: 1 };
  const content = {
    source: address,
    destination: address,
    esmClass: 0,
    dataCoding: 8,
    shortMessage: new Uint8Array(),
  };
  const read = (tlvs: typeof sar) => decodeDeliver(encodeDeliver(1, { ...content, tlvs }))?.sar;
  expect(read(sar)).toEqual({ reference: 258, total: 3, index: 2 });
  expect(read(sar.slice(1))).toBeUndefined();
});

test("the optional parameters of a deliver_sm are read as the library reads them, and an id without its NUL as far as it goes", () => {
  const delivered = fc.record({
    id: fc.option(fc.stringMatching(/^[ -~]{0,64}$/)),
    end: fc.constantFrom("\0", ""),
    state: fc.option(octet),
    networkError: fc.option(fc.uint8Array({ minLength: 3, maxLength: 3 })),
    sar: fc.option(fc.tuple(octet, octet, octet, octet)),
    payload: fc.option(fc.uint8Array({ maxLength: 300 })),
    shortMessage: fc.uint8Array({ maxLength: 20 }),
  });
  const address = { addr: "3000", ton: 1, npi: 1 };
  fc.assert(
    fc.property(delivered, ({ id, end, state, networkError, sar, payload, shortMessage }) => {
      const [high, low, total, index] = sar ?? [0, 0, 0, 0];
      const all: readonly (readonly [number, Uint8Array | null])[] = [
        [TLV.message_payload, payload],
        [TLV.receipted_message_id, id === null ? null : Buffer.from(`${id}${end}`)],
        [TLV.message_state, state === null ? null : Uint8Array.of(state)],
        [TLV.network_error_code, networkError],
        [TLV.sar_msg_ref_num, sar && Uint8Array.of(high, low)],
        [TLV.sar_total_segments, sar && Uint8Array.of(total)],
        [TLV.sar_segment_seqnum, sar && Uint8Array.of(index)],
      ];
      const tlvs = all.flatMap(([tag, value]) => (value === null ? [] : [{ tag, value }]));
      const content = { source: address, destination: address, esmClass: 4, dataCoding: 0 };
      const frame = encodeDeliver(1, { ...content, shortMessage, tlvs });
      const read = decodePdu(frame);
      const text = shortMessage.length > 0 ? read["short_message"] : read["message_payload"];
      const reference = read["sar_msg_ref_num"];
      const { tlvs: kept, ...decoded } = decodeDeliver(frame) ?? {};
      expect([...(kept ?? [])]).toEqual(tlvs.map(({ tag, value }) => [tag, Buffer.from(value)]));
      expect(decoded).toEqual({
        ...{ ...content, sequence: 1 },
        shortMessage: text ?? Buffer.alloc(0),
        // Without its NUL the library reads on into the next parameter.
        receiptedMessageId: end === "" ? (id ?? undefined) : read["receipted_message_id"],
        messageState: read["message_state"],
        networkErrorCode: read["network_error_code"],
        sar: sar
          ? { reference, total: read["sar_total_segments"], index: read["sar_segment_seqnum"] }
          : undefined,
      });
    }),
  );
});
