import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";

/**
 * A process of its own that reads a workbook (first argument) with exceljs's streaming reader and nothing else, and
 * prints how long it took, its CPU time and how much memory it had at the peak.
 */
const path = process.argv[2] ?? "";
const began = performance.now();
const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
  sharedStrings: "cache",
  styles: "ignore",
  hyperlinks: "ignore",
  worksheets: "emit",
  entries: "ignore",
});
let rows = 0;
for await (const worksheet of reader) {
  for await (const row of worksheet) if (row.getCell(2).value !== null) rows += 1;
}
const seconds = (performance.now() - began) / 1_000;
const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
console.log(JSON.stringify({ rows, seconds, cpuSeconds, peakMb: (kilobytes * 1_024) / 1e6 }));
