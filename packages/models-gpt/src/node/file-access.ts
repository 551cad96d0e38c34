import { open } from "node:fs/promises";
import type { RandomAccess } from "@cairn-ml/data";
import { explainFileError, FileError } from "@cairn-ml/train/node";

/** A file of the disk that is read by position. */
export interface FileAccess extends RandomAccess {
  close(): Promise<void>;
}

/** Opens a file for reading. Throws: FileError. */
export async function openFileAccess(op: string, path: string): Promise<FileAccess> {
  try {
    const file = await open(path, "r");
    const stat = await file.stat();
    if (!stat.isFile()) {
      await file.close();
      throw new FileError(op, `${path} is not a file.`, { given: path, expected: "a file of weights" });
    }
    const { size } = stat;
    const read = async (position: number, into: Uint8Array) => {
      for (let done = 0; done < into.length; ) {
        const { bytesRead } = await file.read(into, done, into.length - done, position + done);
        if (bytesRead === 0) throw endsEarly(op, path, position + done);
        done += bytesRead;
      }
    };
    return { name: path, size, read, close: () => file.close() };
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

function endsEarly(op: string, path: string, at: number): FileError {
  return new FileError(op, `${path} ends too early.`, {
    given: `a file of ${at} bytes, which was longer before`,
    fix: "do not change the file while it is read",
  });
}
