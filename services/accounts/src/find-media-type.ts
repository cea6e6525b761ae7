import { once } from "node:events";
import { PassThrough } from "node:stream";
import { fileTypeFromStream } from "file-type";

/**
 * Watches bytes pass by and finds what they are, from content alone. An .xlsx is found by the parts in
 * its archive, wherever they stand, so the probe looks until it knows, not at the first bytes only.
 */
export function mediaTypeProbe() {
  const bytes = new PassThrough();
  // A reader that knows enough hangs up; that is no failure of ours.
  bytes.on("error", () => undefined);
  let isLooking = true;
  const found = fileTypeFromStream(bytes)
    .catch(() => undefined)
    .finally(() => {
      isLooking = false;
    });
  const full = async () => {
    await once(bytes, "drain").catch(() => undefined);
  };

  return {
    /** Shows the probe the next bytes; waits when it is behind. */
    async see(piece: Uint8Array): Promise<void> {
      if (isLooking && !bytes.write(piece)) await Promise.race([full(), found]);
    },
    /** The media type after the last byte; undefined when it is of no known kind. */
    async end(): Promise<string | undefined> {
      bytes.end();
      return (await found)?.mime;
    },
  };
}
