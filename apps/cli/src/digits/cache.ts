import { join } from "node:path";
import envPaths from "env-paths";

/** Where what was downloaded lies: `CAIRN_CACHE`, else the system's place for it, which heeds XDG_CACHE_HOME. */
export function cacheFolder(name: string): string {
  const { CAIRN_CACHE } = process.env;
  return join(CAIRN_CACHE || envPaths("cairn", { suffix: "" }).cache, name);
}
