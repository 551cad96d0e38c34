import { join } from "node:path";
import { cacheFolder } from "../digits/cache.js";
import { UsageError } from "../errors.js";

/** Which files of which model, and from where. */
export interface ModelSource {
  readonly mirror: string;
  readonly repository: string;
  readonly revision: string;
}

export const gpt2 = { repository: "openai-community/gpt2", revision: "main", megabytes: 551 } as const;

/** A file of a model. */
export interface ModelFile {
  readonly name: string;
  /** What is known of GPT-2's own. */
  readonly bytes?: number;
  readonly sha256: string;
  /** Models other than GPT-2 may come without it. */
  readonly optional?: boolean;
}

/** Small ones first: what is wrong with a mirror shows before half a gigabyte was fetched. */
export const modelFiles: readonly ModelFile[] = [
  {
    name: "config.json",
    bytes: 665,
    sha256: "0daed7749b4f02b8f76240d5444551d7b08712dab4d0adb8239c56ba823bb7b4",
  },
  {
    name: "vocab.json",
    bytes: 1_042_301,
    sha256: "196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783",
    optional: true,
  },
  {
    name: "merges.txt",
    bytes: 456_318,
    sha256: "1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5",
    optional: true,
  },
  {
    name: "tokenizer.json",
    sha256: "8414cab924d8b9b33013f0d221c5862f365ee9be39c5c2bfae8a5a9e970478a6",
    optional: true,
  },
  {
    name: "model.safetensors",
    bytes: 548_105_171,
    sha256: "248dfc3911869ec493c76e65bf2fcf7f615828b0254c12b473182f0f81d3a707",
  },
];

export const isGpt2 = ({ repository, revision }: Omit<ModelSource, "mirror">): boolean =>
  repository === gpt2.repository && revision === gpt2.revision;

/** Where a model lies once it is downloaded: GPT-2 itself in `gpt2`. */
export function modelFolder(source: Omit<ModelSource, "mirror"> = gpt2): string {
  if (isGpt2(source)) return cacheFolder("gpt2");
  const { repository, revision } = source;
  const suffix = revision === gpt2.revision ? "" : `@${revision.replaceAll("/", "--")}`;
  return cacheFolder(join("models", repository.replace("/", "--") + suffix));
}

/** The address of a file in the layout that hubs of models and their mirrors share. */
export function urlOf({ mirror, repository, revision }: ModelSource, name: string): string {
  return `${mirror}/${repository}/resolve/${encodeURIComponent(revision)}/${name}`;
}

/** Checks a name such as openai-community/gpt2, for it becomes a part of a path. Throws: UsageError. */
export function repositoryName(text: string): string {
  if (/^\w[\w.-]*\/\w[\w.-]*$/.test(text) && !text.includes("..")) return text;
  throw new UsageError(`--repository: ${JSON.stringify(text)} names no model.`, {
    given: `--repository ${text}`,
    expected: "an owner and a name",
    fix: `for example --repository ${gpt2.repository}`,
  });
}

/** Checks the name of a branch, a tag or a commit. Throws: UsageError. */
export function revisionName(text: string): string {
  if (/^\w[\w./-]*$/.test(text) && !text.includes("..")) return text;
  throw new UsageError(`--revision: ${JSON.stringify(text)} is no revision.`, {
    given: `--revision ${text}`,
    expected: "a branch, a tag or a commit",
    fix: "leave it out, for main",
  });
}

/** The mirror that is named, or that the environment names: none is built in. Throws: UsageError. */
export function mirrorOf(named: string | undefined): string {
  const { CAIRN_MIRROR, HF_ENDPOINT } = process.env;
  const text = named ?? (CAIRN_MIRROR || HF_ENDPOINT);
  const expected = `an address at which /${gpt2.repository}/resolve/main/config.json is`;
  const fix = "name a hub of models or a mirror of one: --mirror https://ADDRESS, or set CAIRN_MIRROR or HF_ENDPOINT";
  if (text === undefined || text === "") {
    throw new UsageError("download gpt2: it is not known where to fetch from.", {
      given: "no --mirror",
      expected,
      fix,
    });
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password) {
    return url.href.replace(/\/+$/, "");
  }
  throw new UsageError("download gpt2: this is no address of a mirror.", {
    given: named === undefined ? `${text}, by the environment` : `--mirror ${text}`,
    expected: `${expected}: with http or https, without a password, ? or #`,
    fix,
  });
}
