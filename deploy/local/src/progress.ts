import { stripVTControlCharacters } from "node:util";

export type Progress = {
  /** One line of text. */
  readonly say: (line: string) => void;
  /** The state of one thing in the list. */
  readonly show: (name: string, state: string) => void;
  /** Leaves the list as it is; what follows is written below it. */
  readonly finish: () => void;
};

type Screen = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };

/** A live list in a terminal; plain lines anywhere else, so that a log can be read. */
export function createProgress(screen: Screen): Progress {
  if (screen.isTTY !== true) {
    return {
      say: (line) => void screen.write(`${line}\n`),
      show: (name, state) => void screen.write(`${name}: ${state}\n`),
      finish: () => undefined,
    };
  }
  const list = new Map<string, string>();
  let drawn = 0;
  const erase = (): string => (drawn === 0 ? "" : `\u001b[${drawn}A\u001b[J`);
  const draw = (): string => {
    drawn = list.size;
    // A terminal that does not know its width says 0.
    const width = (screen.columns || 80) - 1;
    return [...list]
      .map(([name, state]) => `${clip(`  ${name.padEnd(20)} ${state}`, width)}\n`)
      .join("");
  };
  return {
    say(line) {
      screen.write(`${erase()}${line}\n${draw()}`);
    },
    show(name, state) {
      list.set(name, state);
      screen.write(erase() + draw());
    },
    finish() {
      list.clear();
      drawn = 0;
    },
  };
}

function clip(line: string, width: number): string {
  return stripVTControlCharacters(line).slice(0, width);
}
