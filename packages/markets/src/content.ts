import type { MarketPack } from "./schema/pack.js";

export type SendGate = MarketPack["gates"][number];
export type GateReason = SendGate["reasons"][number];
export type SendWindow = MarketPack["sendWindows"]["service"];

/** The ordered reasons that may block a recipient, such as gate `irSend`; first match decides. */
export function sendGate(pack: MarketPack, name: string): SendGate | undefined {
  return pack.gates.find((gate) => gate.name === name);
}

/** The hours of the market's day in which a kind of traffic may arrive. */
export function sendWindow(pack: MarketPack, traffic: keyof MarketPack["sendWindows"]): SendWindow {
  return pack.sendWindows[traffic];
}
