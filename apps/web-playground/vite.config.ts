import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";

/** The page is bundled from the sources of every package, with addresses relative to it: it works in any folder of a server. */
const config: UserConfig = defineConfig({
  root: fileURLToPath(new URL("page", import.meta.url)),
  base: "./",
  logLevel: "warn",
  resolve: { conditions: ["@cairn-ml/source", "module", "browser", "default"] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "es2022", // lowers `using`
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
export default config;
