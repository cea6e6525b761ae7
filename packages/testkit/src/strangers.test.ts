import { expect, test } from "vitest";
import { strangerFault } from "./strangers.js";

class Refused extends Error {
  readonly kind: string;
  readonly reason: string;
  constructor(kind: string, reason: string, message = "No.") {
    super(message);
    this.kind = kind;
    this.reason = reason;
  }
}
const fault = (answer: unknown, refused?: string) =>
  strangerFault(
    {
      call: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
      ...(refused === undefined ? {} : { refused }),
    },
    "somebody",
    ["989121234567"],
  );

test("an answer or a refusal that holds something of the other is a fault", async () => {
  expect(await fault({ numbers: [] })).toBeUndefined();
  expect(await fault({ numbers: [989121234567n] })).toContain("tells");
  expect(await fault({ data: Buffer.from("989121234567") })).toContain("tells 989121234567");
  expect(await fault(new Refused("not_found", "LIST_UNKNOWN"))).toBeUndefined();
  expect(await fault(new Refused("not_found", "X", "of 989121234567"))).toContain("tells");
});

test("a stranger is refused as the table says, and learns no state", async () => {
  expect(await fault(new Refused("not_found", "LIST_UNKNOWN"), "LIST_UNKNOWN")).toBeUndefined();
  expect(await fault(new Refused("not_found", "X"), "LIST_UNKNOWN")).toBe("refused as not_found X");
  expect(await fault({}, "LIST_UNKNOWN")).toContain("answered");
  expect(await fault(new Refused("conflict", "MOVED_ON"))).toContain("conflict MOVED_ON");
  const call = () => Promise.reject(new TypeError("no such method"));
  await expect(strangerFault({ call }, "s", [])).rejects.toThrow(TypeError);
});

test("a stream is read to its end", async () => {
  const call = async function* () {
    yield { part: "quiet" };
    yield { part: "989121234567" };
  };
  expect(await strangerFault({ call }, "s", ["989121234567"])).toContain("tells");
});
