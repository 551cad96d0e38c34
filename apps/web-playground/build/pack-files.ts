import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const least = 1000; // bytes: what is smaller fits one packet as it is

/** Writes each file packed too, `name.gz`, for servers that send it so. */
export function packFiles(): Plugin {
  return {
    name: "pack-files",
    apply: "build",
    writeBundle({ dir }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        const contents = Buffer.from(file.type === "chunk" ? file.code : file.source);
        if (contents.length >= least) writeFileSync(join(dir!, `${name}.gz`), gzipSync(contents, { level: 9 }));
      }
    },
  };
}
