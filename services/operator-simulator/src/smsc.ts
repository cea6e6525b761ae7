import { hash } from "node:crypto";

import { decode } from "@whiteline/sms";
import {
  type BindRequest,
  type Receipt,
  type ReceivedSubmit,
  STATUS,
  type ServerSession,
  encodeSubmitResp,
  formatReceipt,
  listen,
} from "@whiteline/smpp";

import type { Agenda } from "./agenda.js";
import { type Answering, type Fate, decideFate } from "./domain/fate.js";
import type { MessageId } from "./domain/message-ids.js";
import type { Random } from "./domain/random.js";
import { type Behaviour, isWithin } from "./domain/temperament.js";
import { HAS_HEADER } from "./domain/zero-reference.js";
import { type Bucket, takeToken } from "./domain/throttle.js";
import type { GroundTruth, SubmitEntry } from "./ground-truth.js";
import { type Letter, type Mailbox, openMailbox } from "./mailbox.js";
import { type Tally, fingerprintOf } from "./tally.js";

/** One system_id, whoever binds with it. */
type Account = { readonly mailbox: Mailbox; behaviour: Behaviour; bucket: Bucket | undefined };

export type SmscOptions = {
  readonly host: string;
  readonly port: number;
  /** Passwords by system_id; undefined lets anybody bind. */
  readonly passwords: ReadonlyMap<string, string> | undefined;
  readonly behaviour: Behaviour;
  readonly now: () => Date;
  readonly random: Random;
  readonly nextId: (hex: boolean) => MessageId;
  readonly agenda: Agenda;
  readonly truth: GroundTruth;
  readonly tally: Tally;
  readonly log: {
    info(fields: object, event: string): void;
    warn(fields: object, event: string): void;
  };
};

/** deliver_sm under way per bind, and the patience of a usual SMSC. */
const LIMITS = {
  window: 1_000,
  responseTimeoutMs: 60_000,
  enquireIntervalMs: 30_000,
  bindWithinMs: 10_000,
};

/** A submit that was taken, and what becomes of it. */
type Accepted = {
  readonly entry: SubmitEntry;
  readonly fate: Fate;
  readonly sequence: number;
};

/** What a receipt tells. */
type Told = Pick<Receipt, "state" | "errorCode">;

const GARBAGE_OCTETS = 64;
const CUT_AFTER_MS = 20;
/** Longer than a receipt waits at dlr for its submit: what came second is heard second. */
const CONTRADICTED_AFTER_MS = 3_000;

export type Smsc = Awaited<ReturnType<typeof startSmsc>>;

/** The operator: lets accounts bind, takes submits, owes receipts and pays them. */
export const startSmsc = async (options: SmscOptions) => {
  const { now, random, nextId, agenda, truth, tally, log } = options;
  const accounts = new Map<string, Account>();
  const bound = new Set<ServerSession>();
  const clock = () => now().getTime();
  let behaviour = options.behaviour;

  const accountOf = (systemId: string): Account => {
    const known = accounts.get(systemId);
    if (known !== undefined) return known;
    const mailbox = openMailbox(agenda, (code) => log.warn({ systemId, code }, "unsendable"));
    const account: Account = { mailbox, behaviour, bucket: undefined };
    accounts.set(systemId, account);
    return account;
  };

  const onBind = (request: BindRequest): number | undefined => {
    const { blackhole, refusesBinds } = accountOf(request.systemId).behaviour;
    if (blackhole) return undefined;
    if (refusesBinds) {
      tally.add("bindsRefused");
      return STATUS.ESME_RBINDFAIL;
    }
    const password = options.passwords?.get(request.systemId);
    if (options.passwords === undefined) return STATUS.ESME_ROK;
    const status =
      password === undefined
        ? STATUS.ESME_RINVSYSID
        : request.hasPassword(password)
          ? STATUS.ESME_ROK
          : STATUS.ESME_RINVPASWD;
    if (status !== STATUS.ESME_ROK) tally.add("bindsRefused");
    return status;
  };

  /** A receipt of a logged submit, in the form that its account is sent them. */
  const writeReceipt = (entry: SubmitEntry, told: Told) => {
    const [from, fromTon, fromNpi] = entry.destination;
    const [to, toTon, toNpi] = entry.source;
    const receipt = {
      messageId: entry.receiptId,
      ...told,
      submittedAt: new Date(entry.at),
      doneAt: now(),
      source: { addr: from, ton: fromTon, npi: fromNpi },
      destination: { addr: to, ton: toTon, npi: toNpi },
    };
    return formatReceipt(receipt, accountOf(entry.systemId).behaviour.receiptForm);
  };

  /** The receipt a logged submit is owed. */
  const receiptLetter = (entry: SubmitEntry): Letter => {
    const { systemId, receiptId, state, errorCode } = entry;
    let isContradicted = entry.contradicted === true;
    return {
      write: () => writeReceipt(entry, { state, errorCode }),
      onSent: () => tally.add("receiptsSent"),
      onAnswer(status) {
        if (status === STATUS.ESME_ROK) tally.add("receiptsAcked");
        else tally.add(status === undefined ? "receiptsUnanswered" : "receiptsRefused");
        const answer = status === undefined ? {} : { status };
        truth.append({ what: "receipt", at: clock(), systemId, receiptId, ...answer });
        if (status !== STATUS.ESME_ROK || !isContradicted) return;
        isContradicted = false;
        accountOf(systemId).mailbox.put(contradiction(entry), CONTRADICTED_AFTER_MS);
      },
    };
  };

  /** The handset is out of coverage: the operator goes on trying. */
  const enrouteLetter = (entry: SubmitEntry): Letter => ({
    write: () => writeReceipt(entry, { state: "ENROUTE", errorCode: "000" }),
    onSent: () => undefined,
    onAnswer(status) {
      if (status === STATUS.ESME_ROK) tally.add("enroute");
    },
  });

  /** It says the opposite of what was said before, and of the truth. */
  const contradiction = (entry: SubmitEntry): Letter => {
    const state = entry.state === "DELIVRD" ? "UNDELIV" : "DELIVRD";
    const errorCode = state === "DELIVRD" ? "000" : "001";
    return {
      write: () => writeReceipt(entry, { state, errorCode }),
      onSent: () => undefined,
      onAnswer(status) {
        if (status === STATUS.ESME_ROK) tally.add("contradictions");
      },
    };
  };

  /** A receipt under an id that no submit of ours was given. */
  const strayLetter = (messageId: string): Letter => ({
    write: () =>
      formatReceipt({
        messageId,
        state: "DELIVRD",
        errorCode: "000",
        submittedAt: now(),
        doneAt: now(),
        source: { addr: "989990000000", ton: 1, npi: 1 },
        destination: { addr: "9820000000", ton: 1, npi: 1 },
      }),
    onSent: () => undefined,
    onAnswer(status) {
      if (status === STATUS.ESME_ROK) tally.add("straysAcked");
    },
  });

  const sessionsOf = (systemId: string | undefined): readonly ServerSession[] =>
    [...bound].filter((one) => systemId === undefined || one.systemId === systemId);

  const throttles = (account: Account): boolean => {
    const { throttle, throttleHours } = account.behaviour;
    if (throttle === 0) return false;
    if (throttleHours !== undefined && !isWithin(throttleHours, now())) return false;
    const { allowed, bucket } = takeToken(account.bucket, throttle, clock());
    account.bucket = bucket;
    return !allowed;
  };

  const onSubmit = (
    session: ServerSession,
    submit: ReceivedSubmit,
    answer: (status: number, messageId?: string) => void,
  ): void => {
    const account = accountOf(session.systemId);
    if (throttles(account)) {
      tally.add("throttled");
      answer(STATUS.ESME_RTHROTTLED);
      return;
    }
    const { faults, rejects } = account.behaviour;
    // No die is cast where none is asked for, so that runs stay comparable.
    if (faults > 0 && random() < faults) {
      tally.add("faulted");
      answer(STATUS.ESME_RSYSERR);
      return;
    }
    if (rejects > 0 && random() < rejects) {
      tally.add("rejected");
      answer(STATUS.ESME_RINVDSTADR);
      return;
    }
    const { registeredDelivery } = submit;
    const asked = { registeredDelivery, earlierPart: isEarlierPart(submit) };
    const fate = decideFate(account.behaviour, asked, random);
    const entry = entryOf(
      session.systemId,
      submit,
      fate,
      nextId(account.behaviour.hexIds),
      clock(),
    );
    truth.append(entry);
    tally.addSubmit(entry.fingerprint);
    if (fate.state === "UNDELIV") tally.add("undeliverable");
    if (fate.lost) tally.add("receiptsLost");
    settle(account, session, { entry, fate, sequence: submit.sequence }, answer);
  };

  /** Pays receipt and answer, in the order that fate wants. */
  const settle = (
    { mailbox }: Account,
    session: ServerSession,
    { entry, fate, sequence }: Accepted,
    answer: (status: number, messageId: string) => void,
  ): void => {
    const { answer: answering, receipt } = fate;
    let owed = receipt?.copies ?? 0;
    if (receipt?.when === "before_answer" && mailbox.sendNow(receiptLetter(entry))) owed -= 1;
    const payLater = () => {
      for (; owed > 0; owed -= 1) {
        mailbox.put(receiptLetter(entry), receipt?.afterMs);
      }
    };
    const octets = encodeSubmitResp(sequence, entry.messageId);
    if (answering.kind !== "after") {
      misbehave(session, answering.kind, octets);
      payLater();
      return;
    }
    agenda.after(answering.ms, () => {
      answer(STATUS.ESME_ROK, entry.messageId);
      if (answering.times === 2) session.writeOctets(octets);
      if (receipt?.enroute === true) mailbox.put(enrouteLetter(entry));
      payLater();
    });
  };

  /** What stands in the place of an answer, which would have been these octets. */
  const misbehave = (
    session: ServerSession,
    kind: Exclude<Answering["kind"], "after">,
    answer: Buffer,
  ): void => {
    switch (kind) {
      case "silence": {
        tally.add("unanswered");
        return;
      }
      case "garbage": {
        tally.add("garbled");
        const octets = Array.from({ length: GARBAGE_OCTETS }, () => Math.floor(random() * 256));
        session.writeOctets(Buffer.from(octets));
        return;
      }
      case "cut": {
        tally.add("dropped");
        session.writeOctets(answer.subarray(0, answer.length / 2));
        // What was written reaches the peer before the reset does.
        agenda.after(CUT_AFTER_MS, () => session.drop("resetsMidPdu"));
        return;
      }
      case "drop": {
        tally.add("dropped");
        session.drop("dropConnections");
      }
    }
  };

  /** A connection in a black hole is neither read nor closed. Out of it, it is read on. */
  const heedBlackhole = (session: ServerSession): void => {
    if (accountOf(session.systemId).behaviour.blackhole) session.pauseReading();
    else session.resumeReading();
  };

  const server = await listen({
    ...LIMITS,
    host: options.host,
    port: options.port,
    now: clock,
    onBind,
    onBound(session) {
      tally.add("binds");
      bound.add(session);
      accountOf(session.systemId).mailbox.join(session);
      log.info({ systemId: session.systemId, bindType: session.bindType }, "bound");
    },
    onSubmit,
    onClose(session, { why }) {
      bound.delete(session);
      accountOf(session.systemId).mailbox.leave(session);
      log.info({ systemId: session.systemId, why }, "unbound");
    },
  });

  return {
    port: server.port,
    accountIds: (): readonly string[] => [
      ...new Set([...(options.passwords?.keys() ?? []), ...accounts.keys()]),
    ],
    /** What the account is owed goes out when it can. */
    post: (systemId: string, letter: Letter) => accountOf(systemId).mailbox.put(letter),
    /** A receipt for a message that never was. */
    oweStray(systemId: string): void {
      const { inReceipt } = nextId(accountOf(systemId).behaviour.hexIds);
      accountOf(systemId).mailbox.put(strayLetter(inReceipt));
      tally.add("strays");
    },
    owe: (entry: SubmitEntry) => accountOf(entry.systemId).mailbox.put(receiptLetter(entry)),
    /** Changes the behaviour towards one account, or towards all, those to come included. */
    behave(change: (before: Behaviour) => Behaviour, systemId?: string): void {
      if (systemId === undefined) behaviour = change(behaviour);
      const changed = systemId === undefined ? accounts.values() : [accountOf(systemId)];
      for (const account of changed) account.behaviour = change(account.behaviour);
      for (const session of bound) heedBlackhole(session);
    },
    /** Breaks all connections, or those of one account; returns how many. */
    drop(systemId?: string): number {
      const chosen = sessionsOf(systemId);
      for (const session of chosen) session.drop("asked by the control port");
      return chosen.length;
    },
    /** Sends everybody home in good order; returns how many. */
    unbind(systemId?: string): number {
      const chosen = sessionsOf(systemId);
      for (const session of chosen) void session.unbind();
      return chosen.length;
    },
    clear(): void {
      for (const { mailbox } of accounts.values()) mailbox.clear();
    },
    read: () =>
      Object.fromEntries(
        [...accounts].map(([systemId, { mailbox, behaviour: towards }]) => [
          systemId,
          { ...mailbox.read(), behaviour: towards },
        ]),
      ),
    stop: () => server.stop(),
  };
};

/** A long message's part that is not its last, by `sar_*` or by its header (3GPP TS 23.040 §9.2.3.24.1). */
const isEarlierPart = ({ esmClass, dataCoding, shortMessage, sar }: ReceivedSubmit): boolean => {
  if (sar !== undefined) return sar.index < sar.total;
  if ((esmClass & HAS_HEADER) === 0) return false;
  const { concat } = decode(shortMessage, { dataCoding, hasUdh: true });
  return concat !== undefined && concat.index < concat.total;
};

const entryOf = (
  systemId: string,
  submit: ReceivedSubmit,
  fate: Fate,
  id: MessageId,
  at: number,
): SubmitEntry => ({
  what: "submit",
  at,
  systemId,
  source: [submit.source.addr, submit.source.ton, submit.source.npi],
  destination: [submit.destination.addr, submit.destination.ton, submit.destination.npi],
  messageId: id.inAnswer,
  receiptId: id.inReceipt,
  esmClass: submit.esmClass,
  dataCoding: submit.dataCoding,
  sha1: hash("sha1", submit.shortMessage),
  fingerprint: fingerprintOf(submit.destination.addr, submit.esmClass, submit.shortMessage),
  state: fate.state,
  errorCode: fate.errorCode,
  receipts: fate.receipt?.copies ?? 0,
  ...(fate.receipt?.contradicted === true && { contradicted: true }),
});
