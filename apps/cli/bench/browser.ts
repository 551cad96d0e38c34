/**
 * The workloads in headless Chromium, as the JSON lines of `cairn bench --json`. What `init` starts there runs in a Worker of a
 * page that is cross-origin isolated, so that threads can share memory.
 *
 *     npm run -s bench -- cli/bench/browser -- w3 w5 --threads 1
 *
 * CHROMIUM names the program; `chromium` unless set.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { bundle } from "./browser/bundle.ts";
import { open } from "./browser/chromium.ts";
import { serve } from "./browser/serve.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { threads: { type: "string" }, repeats: { type: "string" }, seconds: { type: "string" } },
});
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const request = {
  names: positionals,
  threads: values.threads ? [Number(values.threads)] : [...new Set([1, availableParallelism()])],
  repeats: number(values.repeats),
  seconds: number(values.seconds),
};
const server = await serve(await bundle(), request, (line) => process.stdout.write(`${JSON.stringify(line)}\n`));
const browser = await open(process.env.CHROMIUM ?? "chromium", server.url);
try {
  await Promise.race([server.done, browser.ended]);
} finally {
  await browser.close();
  server.close();
}
