import { existsSync, globSync, rmSync } from "node:fs";
import type { Options } from "tsup";

// tsup's own `clean` takes the declarations too, and tsc, which believes its build info, would not write them again.
for (const stale of globSync("dist/*.{js,js.map}")) rmSync(stale);

/** Every package bundles its entry points alike; declarations come from `tsc -b`. */
const config: Options = {
  entry: ["src/index.ts", "src/node.ts", "src/browser.ts", "src/play.ts", "src/main.ts"].filter((file) =>
    existsSync(file),
  ),
  format: "esm",
  target: "es2022", // lowers `using`, which Node 20 cannot parse
  platform: "neutral",
  external: [/^node:/],
  sourcemap: true,
  splitting: true,
  clean: false,
};
export default config;
