import { join } from "node:path";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { startKannel } from "../src/start-kannel.js";
import { startCallbacks } from "./callbacks.js";
import { isPresent, PROGRAMS } from "./foreign-programs.js";
import { startOperator } from "./start-operator.js";

const DELIVERED = "1";
/** UCS-2 of SMPP 3.4, 5.2.19. */
const UCS2 = 8;
/** The message carries a user data header [SMPP 3.4, 5.2.12]. */
const UDH = 0x40;

type Sent = { readonly to: string; readonly text: string; readonly coding: "0" | "2" };

/** 24 in the default alphabet, 25 in UCS-2, and one that takes three parts. */
const messages: readonly Sent[] = [
  ...Array.from({ length: 24 }, (_, i) => message(i, `Your code is ${1_000 + i}.`, "0")),
  ...Array.from({ length: 25 }, (_, i) => message(24 + i, `کد شما ${1_000 + i} است`, "2")),
  message(49, "All work and no play makes Jack a dull boy. ".repeat(9), "0"),
];
const PARTS = 49 + 3;
/** Kannel asks for a receipt for one part of a long message only. */
const RECEIPTS = messages.length;

function message(i: number, text: string, coding: Sent["coding"]): Sent {
  return { to: `+98912${(1_000_000 + i).toString()}`, text, coding };
}

test.skipIf(!isPresent(PROGRAMS.kannel))(
  "Kannel sends 50 messages to our operator and hears of the delivery of each",
  async () => {
    const login = { systemId: "kannel", password: "secret" };
    await using operator = await startOperator(login);
    await using callbacks = await startCallbacks();
    await using kannel = await startKannel({
      dir: join(operator.directory, "kannel"),
      smsc: { host: "127.0.0.1", port: operator.port, ...login },
      window: 10,
      store: "file",
    });

    for (const [i, { to, text, coding }] of messages.entries()) {
      const query = new URLSearchParams({
        from: "021000000",
        to,
        text,
        coding,
        charset: "UTF-8",
        "dlr-mask": "31",
        "dlr-url": callbacks.url(`/${i}`),
      });
      const answer = await fetch(`${kannel.sendUrl}&${query.toString()}`);
      expect(answer.status).toBe(202);
    }

    const delivered = (): number =>
      messages.filter((_, i) => callbacks.heard.get(`/${i}`)?.includes(DELIVERED)).length;
    await eventually(() => delivered() === messages.length, {
      within: 90_000,
      what: "a delivery callback for each message",
    }).catch(() => undefined);
    expect(delivered()).toBe(messages.length);

    await eventually(async () => (await operator.stats()).receiptsAcked >= RECEIPTS);
    expect(await operator.stats()).toMatchObject({
      submitted: PARTS,
      unique: PARTS,
      duplicates: 0,
      receiptsAcked: RECEIPTS,
      receiptsRefused: 0,
    });
    const submits = await operator.submits();
    expect(submits.filter(({ dataCoding }) => dataCoding === UCS2)).toHaveLength(25);
    expect(submits.filter(({ esmClass }) => (esmClass & UDH) !== 0)).toHaveLength(3);
  },
);
