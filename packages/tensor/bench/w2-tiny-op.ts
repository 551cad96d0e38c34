/** What one eager op costs around its kernel: add of two tensors of 4 elements, as a JSON line beside other systems'. */
import { readFileSync } from "node:fs";
import { init, normal, Rng } from "@cairn-ml/tensor";
import { nanoseconds } from "./measure.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const device = await init();
const rng = new Rng(0);
const a = normal(rng, [4]);
const b = normal(rng, [4]);
const { best, median, worst, n } = nanoseconds(() => a.add(b).dispose());
const [value, middle, last] = [best, median, worst].map((ns) => Number((ns / 1000).toPrecision(4)));
console.log(
  JSON.stringify({
    workload: "w2-tiny-op",
    peer: "cairn",
    version: `${version} node ${process.versions.node}`,
    threads: device.threads,
    metric: "add of 4 floats",
    value,
    unit: "µs/op",
    n,
    note: "with dispose of the result",
    median: middle,
    worst: last,
  }),
);
