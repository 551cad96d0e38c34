import { existsSync, readFileSync } from "node:fs";
import { type Device, fromData, type Tensor } from "@cairn-ml/tensor";

/** PyTorch's values and gradients of ops; see PROVENANCE.md there. */
export const goldensFolder: URL = new URL("../../../../shared/data/11-op-goldens/", import.meta.url);

interface Named {
  readonly key: string;
  readonly shape: readonly number[];
  readonly dtype: "float32" | "float64" | "int32" | "bool";
}

/** One case: `grads[i]` is the gradient of Σ y dy with respect to input i. */
export interface GoldenCase {
  readonly id: number;
  readonly op: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Named[];
  readonly outputs: readonly Named[];
  readonly cotangents: readonly (string | null)[];
  readonly grads: readonly (string | null)[];
  readonly note?: string;
}

export interface Goldens {
  readonly cases: readonly GoldenCase[];
  values(key: string): ArrayLike<number>;
  tensor(named: Named, device: Device): Tensor;
}

const arrays = { F32: Float32Array, F64: Float64Array, I32: Int32Array, U8: Uint8Array } as const;

interface Header {
  readonly [key: string]: { dtype: keyof typeof arrays; shape: number[]; data_offsets: [number, number] };
}

/** The cases, and their tensors from the safetensors file: a length, a JSON header, the bytes. */
export function readGoldens(): Goldens | null {
  const file = new URL("cases.safetensors", goldensFolder);
  if (!existsSync(file)) return null;
  const { cases } = JSON.parse(readFileSync(new URL("cases.json", goldensFolder), "utf8")) as { cases: GoldenCase[] };
  const bytes = readFileSync(file);
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString("utf8", 8, start)) as Header;
  const values = (key: string) => {
    const { dtype, data_offsets } = header[key]!;
    const [from, to] = data_offsets;
    return new arrays[dtype](Uint8Array.from(bytes.subarray(start + from, start + to)).buffer);
  };
  const tensor = ({ key, shape, dtype }: Named, device: Device) => fromData(values(key), shape, { device, dtype });
  return { cases, values, tensor };
}
