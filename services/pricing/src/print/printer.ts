import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Sets a template with its data as a PDF. */
export type Printer = {
  /** @param template Typst source that reads `sys.inputs.data` as JSON; data is never markup. */
  readonly pdf: (template: string, data: unknown) => Uint8Array;
};

/** Compilations that a memoized result outlives. */
const cachedFor = 10;

/**
 * The printer of the process: Vazirmatn for Persian and Latin; the compiler's own Libertinus has the Vietnamese letters
 * that Vazirmatn lacks. A page takes about 10 ms of the main thread.
 */
export const openPrinter = async (): Promise<Printer> => {
  // Native code of some megabytes: loaded when the first paper is asked for, not at every start.
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const fonts = join(
    dirname(createRequire(import.meta.url).resolve("vazirmatn/package.json")),
    "fonts/ttf",
  );
  const fontBlobs = await Promise.all(
    ["Regular", "Bold"].map((weight) => readFile(join(fonts, `Vazirmatn-${weight}.ttf`))),
  );
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  return {
    pdf: (template, data) => {
      try {
        return compiler.pdf({
          mainFileContent: template,
          inputs: { data: JSON.stringify(data) },
        });
      } finally {
        compiler.evictCache(cachedFor);
      }
    },
  };
};
