import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

/** Sets a template with its data as a PDF. */
export type Printer = {
  /**
   * @param template Typst source that reads `sys.inputs.data` as JSON; data is never markup.
   * @throws Error when the template is wrong, which no data can make it.
   */
  readonly pdf: (template: string, data: unknown) => Buffer;
};

/** Compilations that a memoized result outlives; pages of one form share most of their layout. */
const cachedFor = 10;

/**
 * The one printer of the process, with Vazirmatn for Persian and Latin. Setting a page takes about
 * 10 ms of the main thread [style.md §3], so it needs no thread of its own.
 */
export async function openPrinter(): Promise<Printer> {
  const fonts = join(
    dirname(createRequire(import.meta.url).resolve("vazirmatn/package.json")),
    "fonts/ttf",
  );
  const fontBlobs = await Promise.all(
    ["Regular", "Bold"].map((weight) => readFile(join(fonts, `Vazirmatn-${weight}.ttf`))),
  );
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  return {
    pdf(template, data) {
      const inputs = { data: JSON.stringify(data) };
      try {
        return compiler.pdf({ mainFileContent: template, inputs });
      } finally {
        compiler.evictCache(cachedFor);
      }
    },
  };
}
