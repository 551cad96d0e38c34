import type { ViteUserConfig } from "vitest/config";
import { examplesPlugin } from "./tools/examples/plugin.ts";

/** The source condition comes first: tests and examples run on the sources of every package, nothing is built before. */
const conditions = ["@cairn-ml/source", "module", "import", "node", "default"];

const config: ViteUserConfig = {
  plugins: [examplesPlugin()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/{src,bench,page}/**/*.test.ts", "tools/**/*.test.ts"],
    globalSetup: ["tools/build-kernels.ts"],
    testTimeout: 60_000,
    slowTestThreshold: 5_000,
    maxWorkers: "100%", // two cores are two workers; by default one would stay idle
  },
};
export default config;
