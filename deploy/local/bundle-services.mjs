/**
 * One file per service for this machine, in .cache/bundles: a process that reads one file starts in less than half of
 * the CPU time of one that looks for 1,500 modules. What runs elsewhere is `dist` [docs/decisions/0018].
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { decode, encode } from "@jridgewell/sourcemap-codec";
import { build, transform } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const outdir = join(root, ".cache/bundles");
const services = process.argv.slice(2);

/** Native code, code that is found by path at run time, and what is loaded only when somebody asks for it. */
const external = [
  "sharp",
  "@node-rs/*",
  "pdfjs-dist",
  "@myriaddreamin/*",
  "@fastify/swagger-ui",
  "@opentelemetry/sdk-node",
  "@opentelemetry/exporter-trace-otlp-http",
  // Optional companions of the MongoDB driver that are not installed.
  "mongodb-client-encryption",
  "kerberos",
  "snappy",
  "@mongodb-js/zstd",
  "@aws-sdk/*",
  "gcp-metadata",
  "socks",
  "aws4",
];

/**
 * A module goes on finding what lies beside it: `import.meta` keeps naming the file it was written in. Functions and
 * classes of libraries keep their names, which some of them read; ours do not, since naming a closure each time it is
 * made took 4 % of the dispatcher's CPU.
 */
const keepPlacesAndNames = {
  name: "keep-places-and-names",
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?js$/ }, async ({ path }) => {
      const contents = readFileSync(path, "utf8")
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
        .replaceAll("import.meta.filename", JSON.stringify(path))
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
      if (!path.includes("node_modules")) return { contents, loader: "js" };
      const named = await transform(contents, { keepNames: true, loader: "js", target: "node20" });
      return { contents: named.code, loader: "js" };
    });
  },
};

/** What is not written by us: libraries and generated code. */
const FOREIGN = /node_modules\/|contracts\/dist\/|contracts\/src\/gen\//;

/**
 * Leaves only our own code in a bundle's source map. Node decodes the map with the first stack that is read and keeps it:
 * some 120 MB of memory a process with the libraries in it.
 */
function keepOurs(map) {
  const ours = [...map.sources.keys()].filter((source) => !FOREIGN.test(map.sources[source]));
  const places = new Map(ours.map((source, place) => [source, place]));
  let mapped = true;
  const lines = decode(map.mappings).map((segments) =>
    segments.flatMap(([column, source, line, place]) => {
      const wasMapped = mapped;
      mapped = places.has(source);
      if (mapped) return [[column, places.get(source), line, place]];
      // Where foreign code begins, so that it is not taken for what stands before it.
      return wasMapped ? [[column]] : [];
    }),
  );
  const sources = ours.map((source) => map.sources[source]);
  return { version: 3, sources, names: [], mappings: encode(lines) };
}

/** Lines of comments only. */
const COMMENTS = /^[ \t]*(?:\/\/|\/\*|\*[ /]).*$/gm;

/**
 * Comments without signs beyond Latin-1: one of them makes V8 hold the whole text of a bundle in two bytes a character,
 * 10 MB a process. Lengths stay, so that the source map fits.
 */
const inOneByte = (text) =>
  text.replace(COMMENTS, (comment) => comment.replace(/[^\0-\xff]/g, "?"));

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
await build({
  entryPoints: Object.fromEntries(
    services.map((name) => [name, join(root, `services/${name}/dist/main.js`)]),
  ),
  outdir,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  sourcemap: "linked",
  sourcesContent: false,
  external,
  plugins: [keepPlacesAndNames],
  logLevel: "error",
});
for (const name of services) {
  const file = join(outdir, `${name}.cjs`);
  writeFileSync(file, inOneByte(readFileSync(file, "utf8")));
  const map = JSON.parse(readFileSync(`${file}.map`, "utf8"));
  writeFileSync(`${file}.map`, JSON.stringify(keepOurs(map)));
}
