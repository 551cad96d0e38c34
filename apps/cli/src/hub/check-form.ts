import { open } from "node:fs/promises";

const longestText = 2 ** 26;
const longestHeader = 1e8;

/** What shows that a file is not whole, or is another: by its name, JSON, merges or tensors. Null when nothing does. */
export async function problemOf(name: string, path: string): Promise<string | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const read = async (from: number, length: number) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, from);
      return new TextDecoder().decode(buffer.subarray(0, bytesRead));
    };
    if (name.endsWith(".safetensors")) {
      const start = new Uint8Array(8);
      const { bytesRead } = await file.read(start, 0, 8, 0);
      const length = bytesRead === 8 ? Number(new DataView(start.buffer).getBigUint64(0, true)) : 0;
      if (length < 2 || length > Math.min(longestHeader, size - 8)) return "it does not begin as safetensors do";
      return problemOfHeader(await read(8, length), size - 8 - length);
    }
    if (size > longestText) return "it is longer than such a file is";
    const text = await read(0, size);
    if (name.endsWith(".json")) return asObject(text) ? null : "it is no JSON";
    return /^(#version.*\n)?\S+ \S+\r?$/m.test(text.slice(0, 1000)) && !text.startsWith("<")
      ? null
      : "it has no merges";
  } finally {
    await file.close();
  }
}

/** The tensors must end where the file does. */
function problemOfHeader(text: string, bytes: number): string | null {
  const header = asObject(text);
  if (!header) return "its header is no JSON";
  const ends = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([, entry]) => Number((entry as { data_offsets?: number[] } | null)?.data_offsets?.[1]));
  const end = Math.max(0, ...ends);
  return end === bytes ? null : `its tensors have ${end} bytes, but ${bytes} follow the header`;
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
