import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";
import { listFiles } from "./build/list-files.ts";
import { packFiles } from "./build/pack-files.ts";

const page = (file: string) => fileURLToPath(new URL(`page/${file}`, import.meta.url));

/** The page is bundled from the sources of every package, with addresses relative to it: it works in any folder of a server. */
const config: UserConfig = defineConfig({
  root: page(""),
  base: "./",
  logLevel: "warn",
  resolve: { conditions: ["@cairn-ml/source", "module", "browser", "default"] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  plugins: [listFiles(), packFiles()],
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "es2022", // lowers `using`
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: page("index.html"), "service-worker": page("offline/service-worker.ts") },
      output: {
        // It has the say over its own folder and those below, and is looked for by its name.
        entryFileNames: ({ name }) => (name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
export default config;
