import { BlockList, isIP, isIPv4 } from "node:net";

/** An address or network ("192.0.2.7", "192.0.2.0/24", "2001:db8::/32"), read; undefined when it is none. */
function readNetwork(
  text: string,
):
  | { readonly address: string; readonly bits: number; readonly family: "ipv4" | "ipv6" }
  | undefined {
  const [, address = "", width] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/iu.exec(text) ?? [];
  if (isIP(address) === 0) return undefined;
  const family = isIPv4(address) ? "ipv4" : "ipv6";
  const most = family === "ipv4" ? 32 : 128;
  const bits = width === undefined ? most : Number(width);
  return bits <= most ? { address, bits, family } : undefined;
}

export function isNetwork(text: string): boolean {
  return readNetwork(text) !== undefined;
}

/** Whether a caller's address lies in one of the networks; no networks allow every address. */
export function isAllowedFrom(remoteAddress: string, networks: readonly string[]): boolean {
  if (networks.length === 0) return true;
  if (isIP(remoteAddress) === 0) return false;
  const list = new BlockList();
  for (const text of networks) {
    const network = readNetwork(text);
    if (network) list.addSubnet(network.address, network.bits, network.family);
  }
  return list.check(remoteAddress, isIPv4(remoteAddress) ? "ipv4" : "ipv6");
}
