import { resolve } from "node:path";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = import.meta.dirname;

/** The browser's part: from src/web to dist/web, which src/server hands out. */
export default defineConfig({
  root: resolve(here, "src/web"),
  plugins: [react()],
  resolve: { conditions: ["@whiteline/source", "browser", "module", "import", "default"] },
  build: {
    outDir: resolve(here, "dist/web"),
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
  },
  server: { proxy: { "/v1": process.env["API_URL"] ?? "http://127.0.0.1:8080" } },
});
