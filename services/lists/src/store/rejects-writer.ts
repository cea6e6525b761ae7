import { csvRows } from "../safe-csv.js";
import type { Build } from "./members.js";
import type { RejectStore } from "./rejects.js";

type Refused = { readonly code: string; readonly remedy: string };

const COLUMNS = ["row", "cell", "code", "remedy"];
const LONGEST_CELL = 200;
/** Rows of a part: some 64 KiB. */
const PART_ROWS = 500;

/**
 * Writes rejected rows as CSV that no spreadsheet runs, in sealed parts. The first part holds the titles.
 * @param earlier parts that an attempt before wrote, when this one goes on
 */
export function rejectsWriter(rejects: RejectStore, build: Build, earlier = 0) {
  let rows: (readonly [number, string, string, string])[] = [];
  let seq = earlier;

  const write = async (): Promise<void> => {
    const titles = seq === 0 ? csvRows([COLUMNS], { first: true }) : "";
    if (titles === "" && rows.length === 0) return;
    const csv = titles + csvRows(rows);
    rows = [];
    await rejects.add(build, seq, csv);
    seq += 1;
  };

  return {
    add(row: number, cell: string, { code, remedy }: Refused): void {
      rows.push([row, cell.slice(0, LONGEST_CELL), code, remedy]);
    },

    /** Writes what has gathered, when it is enough for a part. */
    async flush(): Promise<void> {
      if (rows.length >= PART_ROWS) await write();
    },

    /** Makes all rows durable, and tells how many parts that is. */
    async checkpoint(): Promise<number> {
      await write();
      return seq;
    },
  };
}
