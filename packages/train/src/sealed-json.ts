import { digestOf, FileError, readBytes, replaceFile } from "./files.js";

const seal = /,\n "digest": "([0-9a-f]{64})"\n\}\n$/;

/** Writes an object whose last key is the digest of all the text before it, so that any changed byte is noticed. */
export async function writeSealed(op: string, path: string, content: object): Promise<void> {
  const body = JSON.stringify(content, null, 1).replace(/\n\}$/, "");
  await replaceFile(op, path, new TextEncoder().encode(`${body},\n "digest": "${digestOf(body)}"\n}\n`));
}

/** Reads what `writeSealed` wrote. Throws: FileError when it is not whole. */
export async function readSealed(op: string, path: string): Promise<Record<string, unknown>> {
  const bytes = await readBytes(op, path);
  const { digest, ...content } = parseObject(op, path, bytes);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (seal.exec(text)?.[1] === digestOf(text.replace(seal, ""))) return content;
  throw new FileError(op, `${path} was changed or damaged.`, {
    given: digest === undefined ? "an object without a digest" : "content that does not match its digest",
    expected: "the file as it was written",
    fix: "restore it from a copy, or train again",
  });
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
