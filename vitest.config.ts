import { defineConfig } from "vitest/config";

const conditions = ["@cairn-ml/source", "module", "import", "node", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    globalSetup: ["tools/build-kernels.ts"],
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "tools/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
