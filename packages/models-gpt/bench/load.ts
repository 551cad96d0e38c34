/**
 * Loading GPT-2's weights (made up, in a file that is deleted after): how long it takes, and the most memory that the process
 * has in use, beside what the weights alone take.
 *
 *     node load.ts [small|medium|large|xl] [float32|bfloat16, of the file] [float32|int8, in memory]        after `turbo run build`
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layOutSafetensors } from "@cairn-ml/data";
import { type GPTConfig, toHuggingFace } from "@cairn-ml/models-gpt";

const sizes = { small: [12, 12, 768], medium: [24, 16, 1024], large: [36, 20, 1280], xl: [48, 25, 1600] } as const;
const [size = "small", kind = "float32", dtype = "float32"] = process.argv.slice(2);
const [layers, heads, width] = sizes[size as keyof typeof sizes];
const config: GPTConfig = { vocabSize: 50_257, contextLength: 1024, layers, heads, width };

/** The loading alone, in plain JavaScript: reading TypeScript takes Node 20 MiB. */
const measure = `
  import { weightBytes } from "@cairn-ml/models-gpt";
  import { loadGPT } from "@cairn-ml/models-gpt/node";
  import { init } from "@cairn-ml/tensor";
  await init({ threads: 1 });
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const { config } = await loadGPT(process.argv[1], { dtype: process.argv[2] });
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS * 1024;
  const weights = weightBytes(config, process.argv[2]);
  const [weightsMiB, beforeMiB, peakMiB] = [weights, before, peak].map((bytes) => Math.round(bytes / 2 ** 20));
  console.log(JSON.stringify({ seconds, weightsMiB, beforeMiB, peakMiB, peakToWeights: peak / weights }));
`;

function writeModel(place: string): void {
  writeFileSync(join(place, "config.json"), JSON.stringify(toHuggingFace(config)));
  const stored = kind === "bfloat16" ? "BF16" : "F32";
  const specs = shapes().map(([name, shape]) => ({ name, dtype: stored, shape }) as const);
  const { head, tensors } = layOutSafetensors(specs, new Map([["format", "pt"]]));
  const file = openSync(join(place, "model.safetensors"), "w");
  writeSync(file, head);
  const floats = Float32Array.from({ length: 1 << 20 }, (_, i) => ((i * 2654435761) % 1000) / 1e4);
  const noise = kind === "bfloat16" ? Buffer.alloc(1 << 21, 0x3c) : Buffer.from(floats.buffer);
  for (const { shape } of tensors) {
    let left = shape.reduce((product, n) => product * n, stored === "BF16" ? 2 : 4);
    for (; left > 0; left -= noise.length) writeSync(file, noise, 0, Math.min(left, noise.length));
  }
  closeSync(file);
}

function shapes(): [name: string, shape: number[]][] {
  const norm = (name: string): [string, number[]][] => [[`${name}.weight`, [width]], [`${name}.bias`, [width]]]; // biome-ignore format: a pair
  const linear = (name: string, from: number, to: number): [string, number[]][] => [
    [`${name}.weight`, [from, to]],
    [`${name}.bias`, [to]],
  ];
  const blocks = Array.from({ length: layers }, (_, i) => {
    const at = `transformer.h.${i}`;
    const attention = [...linear(`${at}.attn.c_attn`, width, 3 * width), ...linear(`${at}.attn.c_proj`, width, width)];
    const mlp = [...linear(`${at}.mlp.c_fc`, width, 4 * width), ...linear(`${at}.mlp.c_proj`, 4 * width, width)];
    return [...norm(`${at}.ln_1`), ...attention, ...norm(`${at}.ln_2`), ...mlp];
  });
  const embeddings: [string, number[]][] = [
    ["transformer.wte.weight", [config.vocabSize, width]],
    ["transformer.wpe.weight", [config.contextLength, width]],
  ];
  return [...embeddings, ...blocks.flat(), ...norm("transformer.ln_f")];
}

const place = mkdtempSync(join(tmpdir(), "cairn-load-"));
try {
  writeModel(place);
  const cwd = import.meta.dirname;
  for (let run = 0; run < (size === "xl" ? 1 : 3); run++) {
    spawnSync(process.execPath, ["--input-type=module", "-e", measure, place, dtype], { stdio: "inherit", cwd });
  }
} finally {
  rmSync(place, { recursive: true });
}
