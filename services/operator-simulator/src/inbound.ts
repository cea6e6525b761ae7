import { split } from "@whiteline/sms";
import { type Address, type DeliverContent, STATUS } from "@whiteline/smpp";

import { HAS_HEADER } from "./domain/zero-reference.js";
import type { Letter } from "./mailbox.js";
import type { Tally } from "./tally.js";

/** International number in the ISDN plan, alphanumeric name (SMPP 3.4 §5.2.5). */
const toAddress = (text: string): Address =>
  /^\+?[0-9]+$/.test(text)
    ? { addr: text.replace("+", ""), ton: 1, npi: 1 }
    : { addr: text, ton: 5, npi: 0 };

/** A subscriber's text to one of our lines, in as many deliver_sm as it has parts. */
export const inboundLetters = (
  {
    from,
    to,
    text,
    reference,
  }: {
    readonly from: string;
    readonly to: string;
    readonly text: string;
    readonly reference: number;
  },
  tally: Tally,
):
  { readonly kind: "letters"; readonly letters: readonly Letter[] } | ReturnType<typeof refuse> => {
  const parts = split(text, { alphabet: ["gsm7", "ucs2"], reference });
  if (parts.kind === "refused") return refuse(parts.code, parts.remedy);
  const letters = parts.parts.map(({ userData, dataCoding, hasUdh }): Letter => {
    const content: DeliverContent = {
      source: toAddress(from),
      destination: toAddress(to),
      esmClass: hasUdh ? HAS_HEADER : 0,
      dataCoding,
      shortMessage: userData,
    };
    return {
      write: () => content,
      onSent: () => tally.add("inboundSent"),
      onAnswer: (status) => {
        if (status === STATUS.ESME_ROK) tally.add("inboundAcked");
      },
    };
  });
  return { kind: "letters", letters };
};

const refuse = (code: string, remedy: string) => ({ kind: "refused" as const, code, remedy });
