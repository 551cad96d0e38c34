import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import type { FileList } from "../page/offline/file-list.js";

/** Writes `files.json`: what the service worker keeps. */
export function listFiles(): Plugin {
  return {
    name: "list-files",
    enforce: "post",
    generateBundle(_, bundle) {
      const names = Object.keys(bundle)
        .filter((name) => name !== "service-worker.js" && !name.endsWith(".map"))
        .sort();
      const hash = createHash("sha256");
      for (const name of names) {
        const file = bundle[name]!;
        hash.update(name).update(file.type === "chunk" ? file.code : file.source);
      }
      const list: FileList = { version: hash.digest("hex").slice(0, 12), files: ["./", ...names] };
      this.emitFile({ type: "asset", fileName: "files.json", source: JSON.stringify(list) });
    },
  };
}
