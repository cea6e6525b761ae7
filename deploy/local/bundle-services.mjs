/**
 * One file per service for this machine, in .cache/bundles: a process that reads one file starts in less than half of
 * the CPU time of one that looks for 1,500 modules. What runs elsewhere is `dist` [docs/decisions/0018].
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

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

/** What is not written by us: libraries and generated code. */
const FOREIGN = /[\\/]node_modules[\\/]|[\\/]contracts[\\/]dist[\\/]/;
const NO_MAP = { version: 3, sources: [""], mappings: "A" };
const noMap = `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(NO_MAP)).toString("base64")}\n`;

/**
 * A module goes on finding what lies beside it: `import.meta` keeps naming the file it was written in. And only our own
 * code has a source map: Node decodes the map of a bundle with the first stack that is read and keeps it, some 120 MB a
 * process with the libraries in it.
 */
const keepPlaces = {
  name: "keep-places",
  setup({ onLoad }) {
    onLoad({ filter: /\.[mc]?js$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8")
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
        .replaceAll("import.meta.filename", JSON.stringify(path))
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
      return { contents: FOREIGN.test(path) ? contents + noMap : contents, loader: "js" };
    });
  },
};

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
  keepNames: true,
  external,
  plugins: [keepPlaces],
  logLevel: "error",
});
