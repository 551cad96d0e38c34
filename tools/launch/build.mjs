import { join } from "node:path";
import { environment, run } from "./child.mjs";
import { Problem } from "./problem.mjs";
import { stamped } from "./stamp.mjs";
import { withStatus } from "./status.mjs";

/** Builds every package and app whose sources changed. Quiet; a failure throws a Problem with the build's output. */
export async function build(root) {
  const args = ["run", "build", "--output-logs=errors-only", "--ui=stream"];
  await withStatus("building", () =>
    stamped(root, "build", async () => {
      const turbo = join(root, "node_modules", ".bin", "turbo");
      const { code, output, signal } = await run(turbo, args, { env: environment(root), cwd: root, stdio: "pipe" });
      if (code === 0) return;
      if (signal || code === 130)
        throw new Problem("the build was interrupted", "run the same command again", { code });
      throw new Problem("the build failed, see above", "mend the error and run the same command again", {
        log: output,
      });
    }),
  );
}
