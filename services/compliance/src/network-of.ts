import { isIPv6 } from "node:net";

/**
 * What counts as one visitor's address: an IPv4 address itself, of IPv6 the /64, since a single subscriber is given at
 * least so much (RFC 6177). What is no address stands for itself.
 */
export const networkOf = (address: string): string => {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  // The URL parser writes each address in one way (RFC 5952).
  const [head = "", tail = ""] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split("::");
  const [first, last] = [head, tail].map((half) => (half === "" ? [] : half.split(":")));
  if (first === undefined || last === undefined) return address;
  const zeros = Array<string>(8 - first.length - last.length).fill("0");
  const groups = [...first, ...zeros, ...last];
  if (groups.slice(0, 6).join(":") !== "0:0:0:0:0:ffff")
    return `${groups.slice(0, 4).join(":")}::/64`;
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join(".");
};
