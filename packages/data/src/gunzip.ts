import { ValueError } from "@cairn-ml/tensor";

/** The contents of a file with gzip round it; the bytes themselves where there is none. Throws: ValueError. */
export async function gunzip(bytes: Uint8Array, { name }: { name: string }): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  const contents = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream("gzip"));
  try {
    return new Uint8Array(await new Response(contents).arrayBuffer());
  } catch {
    throw new ValueError("gunzip", `${name} is damaged or cut short.`, {
      given: `${bytes.length} bytes that begin as gzip does, and cannot be unpacked`,
      expected: "a whole file with gzip",
      fix: "get the file again",
    });
  }
}

/** Source: RFC 1952, section 2.3.1. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
