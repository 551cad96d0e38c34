import { digestOf, FileError, readBytes, replaceFile } from "./files.js";

/** Writes an object with its own digest, so that a changed byte is noticed. */
export async function writeSealed(op: string, path: string, content: object): Promise<void> {
  const digest = digestOf(JSON.stringify(content));
  await replaceFile(op, path, new TextEncoder().encode(`${JSON.stringify({ ...content, digest }, null, 1)}\n`));
}

/** Reads what `writeSealed` wrote. Throws: FileError when it is not whole. */
export async function readSealed(op: string, path: string): Promise<Record<string, unknown>> {
  const { digest, ...content } = parseObject(op, path, await readBytes(op, path));
  if (digest !== digestOf(JSON.stringify(content))) {
    throw new FileError(op, `${path} was changed or damaged.`, {
      given: "content that does not match its digest",
      expected: "the file as it was written",
      fix: "restore it from a copy, or train again",
    });
  }
  return content;
}

/** Throws: FileError unless the bytes are a JSON object. */
export function parseObject(op: string, path: string, bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new FileError(op, `${path} is not a JSON object.`, {
    given: `${bytes.length} bytes`,
    expected: "a JSON object in UTF-8",
    fix: "restore it from a copy, or train again",
  });
}
