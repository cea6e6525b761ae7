import { priceOfRun } from "./graduated-price.js";
import type { KeptChunk } from "./kept-chunk.js";
import { heldBy, type Reservation } from "./reservation.js";
import { monthTotalOf } from "./settlement.js";

/**
 * Holds a reservation against the chunks that were settled under it: how many there are, what they answered for of each
 * line, and what each of them costs by the snapshot and its place in the month, reckoned anew.
 * @returns each broken invariant in words, and what was set free when it closed; minor units.
 */
export const checkReservation = (
  reservation: Reservation,
  chunks: readonly KeptChunk[],
): { readonly broken: readonly string[]; readonly rest: bigint } => {
  const { reservationId, quote, answered, settled, released, margin } = reservation;
  const broken: string[] = [];
  const same = (what: string, ours: bigint, theirs: bigint): void => {
    if (ours !== theirs) {
      broken.push(`${what} of reservation ${reservationId} is ${ours}; its chunks say ${theirs}.`);
    }
  };
  const reserved = quote.total.minor;
  if (reserved !== settled.minor + released.minor + heldBy(reservation).minor) {
    broken.push(`Settled, released and held of reservation ${reservationId} are not ${reserved}.`);
  }
  const sums = { charged: 0n, released: 0n, margin: 0n };
  const parts = quote.lines.map(() => 0n);
  for (const chunk of chunks) {
    const index = quote.lines.findIndex(
      ({ operator, alphabet }) => operator === chunk.operator && alphabet === chunk.alphabet,
    );
    const line = quote.lines[index];
    if (line === undefined) {
      broken.push(`Chunk ${chunk.chunkId} has no price in reservation ${reservationId}.`);
      continue;
    }
    const price = priceOfRun(line.steps, chunk.place?.before ?? 0n, chunk.chargedParts);
    const rest = line.perPart.minor * chunk.parts - price;
    if (chunk.charged !== price || chunk.released !== rest || !isPlaced(chunk, line.run)) {
      broken.push(
        `Chunk ${chunk.chunkId} was charged ${chunk.charged} and set free ${chunk.released}; its snapshot says ${price} and ${rest}.`,
      );
    }
    parts[index] = (parts[index] ?? 0n) + chunk.parts;
    sums.charged += chunk.charged;
    sums.released += chunk.released;
    sums.margin += line.margin * chunk.chargedParts;
  }
  same("Settled", settled.minor, sums.charged);
  same("The margin", margin.minor, sums.margin);
  same("The number of chunks", BigInt(reservation.chunksSettled), BigInt(chunks.length));
  quote.lines.forEach(({ operator, alphabet }, i) =>
    same(`What is answered at ${operator} (${alphabet})`, answered[i] ?? 0n, parts[i] ?? 0n),
  );
  const rest = released.minor - sums.released;
  if (!reservation.closed) same("Released", released.minor, sums.released);
  return { broken, rest };
};

/** Whether a chunk says which place in the month it had, where its price depends on it, and only there. */
const isPlaced = ({ place, chargedParts }: KeptChunk, run: string): boolean =>
  run === ""
    ? place === undefined
    : place !== undefined &&
      place.charged === chargedParts &&
      place.total.startsWith(monthTotalOf(run, ""));
