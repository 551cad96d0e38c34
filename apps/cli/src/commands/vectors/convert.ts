import { openVectorTable, saveVectors } from "@cairn-ml/models-embedding/node";
import { UsageError } from "../../errors.js";
import { grouped } from "../../output/text.js";
import type { FormatName } from "./formats.js";
import { printDocument, vectorsFile } from "./open.js";
import { formatOf } from "./out-format.js";

export interface ConvertOptions {
  readonly vectors?: string;
  readonly out: string;
  readonly format?: FormatName;
  readonly limit?: number;
  readonly float16?: boolean;
  readonly json?: boolean;
}

/** `cairn vectors convert`: the same vectors in another format. */
export async function convert(options: ConvertOptions): Promise<void> {
  const { vectors, out, limit, float16 = false, json } = options;
  const format = await formatOf("convert", out, options.format);
  if (float16 && format !== "npy" && format !== "safetensors") throw noHalves(format);
  const table = await openVectorTable(vectorsFile(vectors), { ...(limit !== undefined && { limit }) });
  await saveVectors(out, table, { format, float16 });
  const { count, dim } = table;
  if (json) printDocument({ command: "vectors convert", format, count, dim, out });
  else process.stdout.write(`${grouped(count)} words of ${dim} numbers each, ${table.format} to ${format}: ${out}\n`);
}

function noHalves(format: FormatName): UsageError {
  return new UsageError(`vectors convert: ${format} cannot hold float16.`, {
    given: "--float16",
    expected: "npy or safetensors as the format",
    fix: "leave --float16 out, or give another --out",
  });
}
