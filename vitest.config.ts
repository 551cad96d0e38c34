import type { ViteUserConfig } from "vitest/config";
import { examplesPlugin } from "./tools/examples/plugin.ts";

/** The source condition comes first: tests and examples run on the sources of every package, nothing is built before. */
const conditions = ["@cairn-ml/source", "module", "import", "node", "default"];

const config: ViteUserConfig = {
  plugins: [examplesPlugin()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    globalSetup: ["tools/build-kernels.ts"],
    // What the tests of the page need is made only for a run that has some of them.
    projects: [
      {
        extends: true,
        test: {
          name: "all but the page",
          include: ["packages/*/src/**/*.test.ts", "apps/*/{src,bench}/**/*.test.ts", "tools/**/*.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "page",
          include: ["apps/web-playground/page/**/*.test.ts"],
          globalSetup: ["apps/web-playground/build/build-for-tests.ts"],
          hookTimeout: 60_000, // a browser is started, a lesson opened
          expect: { poll: { timeout: 20_000 } }, // milliseconds: a second is short where others compute too
        },
      },
    ],
    testTimeout: 60_000,
    slowTestThreshold: 5_000,
    maxWorkers: "100%", // two cores are two workers; by default one would stay idle
  },
};
export default config;
