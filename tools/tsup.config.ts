import { existsSync } from "node:fs";
import type { Options } from "tsup";

/** Every package bundles its entry points alike; declarations come from `tsc -b`. */
const config: Options = {
  entry: ["src/index.ts", "src/node.ts", "src/main.ts"].filter((file) => existsSync(file)),
  format: "esm",
  target: "es2022", // lowers `using`, which Node 20 cannot parse
  platform: "neutral",
  external: [/^node:/],
  sourcemap: true,
  splitting: true,
  clean: ["dist/*.js", "dist/*.map"],
};
export default config;
