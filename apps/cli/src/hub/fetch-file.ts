import type { FileHandle } from "node:fs/promises";
import { InputError } from "../errors.js";
import { PartFile } from "./part-file.js";
import { type Answer, reasonOf, request, TransferError } from "./request.js";

/** A file of a model, and what is known of it. */
export interface RemoteFile {
  readonly name: string;
  readonly url: string;
  readonly bytes?: number;
  readonly sha256?: string;
  /** Looks whether bytes have the file's form, for where no digest is known; says what is wrong. */
  readonly problemOf: (path: string) => Promise<string | null>;
}

export interface FetchHooks {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number | undefined) => void;
  /** Called before another try. */
  readonly onRetry: (problem: string, seconds: number) => void;
  readonly patience?: Patience;
}

/** How long to hold out. */
export interface Patience {
  /** Tries in a row that may bring nothing. */
  readonly retries: number;
  /** Seconds before the first other try; each further one waits twice as long. */
  readonly pause: number;
  /** Seconds without a byte after which a connection is given up. */
  readonly stall: number;
}

const usual: Patience = { retries: 6, pause: 1, stall: 30 };
const mostTries = 500; // however little each brings
const longestPause = 60;

/**
 * Fetches a file to `path`, which is there whole and checked, or not at all. What is cut off goes on from where it stopped, now or
 * in another run, if the server still has the same file there. Returns its size and SHA-256; null when the server has no such file.
 *
 * Throws: InputError when the server has another file, or does not answer; what the file system throws; the signal's reason.
 */
export async function fetchFile(
  file: RemoteFile,
  path: string,
  hooks: FetchHooks,
): Promise<{ bytes: number; sha256: string } | null> {
  const { retries, pause } = hooks.patience ?? usual;
  const part = new PartFile(path);
  let [failures, longest, discarded] = [0, await part.size(), false];
  for (let tries = 1; ; tries++) {
    const isResumed = (await part.size()) > 0;
    try {
      const claims = await fetchRest(file, part, hooks);
      if (!claims) return null;
      const sha256 = await part.digest(hooks.signal);
      const problem = await problemWith(file, part, claims, sha256);
      if (!problem) return { bytes: await part.size(), sha256: await part.keep().then(() => sha256) };
      await part.discard();
      if (!isResumed || discarded) throw otherFile(file, problem);
      discarded = true; // what was there from before may have been the fault
      longest = 0;
    } catch (error) {
      hooks.signal.throwIfAborted();
      if (!(error instanceof TransferError)) throw error;
      const size = await part.size();
      failures = size > longest ? 0 : failures + 1;
      longest = Math.max(longest, size);
      if (failures > retries || tries >= mostTries) throw unreachable(file, error, size);
      const seconds = Math.min(longestPause, Math.max(error.after, pause * 2 ** failures));
      hooks.onRetry(error.message, seconds);
      await sleep(seconds, hooks.signal);
    }
  }
}

/** What the server says of the whole file. */
interface Claims {
  readonly size?: number;
  readonly sha256?: string;
}

/** Asks for what is missing, and adds it. Null: there is no such file. Throws: TransferError when not all of it came. */
async function fetchRest(file: RemoteFile, part: PartFile, hooks: FetchHooks): Promise<Claims | null> {
  using watch = new Watch(hooks);
  const validator = await part.validator(file.url);
  const have = validator === null ? 0 : await part.size();
  const range = have > 0 ? { range: `bytes=${have}-`, "if-range": validator! } : {};
  const answer = await request(file.url, { "accept-encoding": "identity", ...range }, watch.signal);
  const { response, linked } = answer;
  try {
    if (response.status === 404) return null;
    if (response.status === 416) return await nothingLeft(response, part, have, linked);
    check(file, response);
    const isRest = response.status === 206;
    const total = isRest ? await restOf(response, part, have) : lengthOf(response);
    for (const size of [total, linked.size]) if (size !== undefined) checkSize(file, size);
    const to = isRest ? await part.append() : await part.begin(file.url, validatorOf(response));
    await copy(answer, to, isRest ? have : 0, total ?? linked.size, watch, hooks).finally(() => to.close());
    return { ...(total !== undefined && { size: total }), ...linked };
  } finally {
    await response.body?.cancel().catch(() => undefined);
  }
}

/** Writes what comes, as it comes. Throws: TransferError when it ends too early, or goes on after its end. */
async function copy(
  { response }: Answer,
  to: FileHandle,
  from: number,
  total: number | undefined,
  watch: Watch,
  { onProgress }: FetchHooks,
): Promise<void> {
  const reader = response.body?.getReader();
  let done = from;
  onProgress(done, total);
  for (;;) {
    const piece = await reader?.read().catch((error: unknown) => {
      throw new TransferError(watch.stalled ? watch.problem : `the connection broke off: ${reasonOf(error)}`);
    });
    if (!piece?.value) break;
    const bytes = total === undefined ? piece.value : piece.value.subarray(0, total - done);
    await to.write(bytes);
    watch.rest();
    done += bytes.length;
    onProgress(done, total);
    if (bytes.length < piece.value.length)
      throw new TransferError(`more than the ${total} bytes came that it spoke of`);
  }
  if (total !== undefined && done < total) throw new TransferError(`it ended after ${done} of ${total} bytes`);
}

/** The whole size, by an answer with the rest; what is there is useless when it is another part. */
async function restOf({ headers }: Response, part: PartFile, have: number): Promise<number | undefined> {
  const said = headers.get("content-range") ?? "no Content-Range";
  const [, first, , total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(said) ?? [];
  if (have > 0 && Number(first) === have && isPlain(headers)) return total === "*" ? undefined : Number(total);
  await part.discard();
  throw new TransferError(`asked for the bytes from ${have} on, it answered with ${said}`);
}

/** The server has nothing after what is there: then that is all, or it has another file now. */
async function nothingLeft({ headers }: Response, part: PartFile, have: number, linked: Claims): Promise<Claims> {
  const said = headers.get("content-range") ?? "no Content-Range";
  if (have > 0 && said === `bytes */${have}`) return { size: have, ...linked };
  await part.discard();
  throw new TransferError(`it has no bytes from ${have} on: ${said}`);
}

/** Throws: InputError for an answer that will not change, TransferError for one that may. */
function check({ name, url }: RemoteFile, { status, headers }: Response): void {
  if (status === 200 || status === 206) return;
  const seconds = Number(headers.get("retry-after") ?? 0);
  const problem = `it answered with the status ${status}`;
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    throw new TransferError(problem, seconds || 0);
  throw new InputError(`download: the mirror does not give ${name}.`, {
    given: `status ${status} from ${url}`,
    expected: "the file, with status 200",
    fix: status === 401 || status === 403 ? "choose a mirror that needs no key" : "see whether --mirror is right",
  });
}

/** Throws: InputError when the server has a file of another size, before it is fetched. */
function checkSize(file: RemoteFile, size: number): void {
  if (file.bytes !== undefined && size !== file.bytes) throw otherFile(file, `${size} bytes`);
}

async function problemWith(file: RemoteFile, part: PartFile, claims: Claims, sha256: string): Promise<string | null> {
  const size = await part.size();
  const wanted = file.sha256 ?? claims.sha256;
  const given = `${size} bytes, SHA-256 ${sha256}`;
  if (wanted !== undefined)
    return sha256 === wanted ? null : `${given}${file.sha256 ? "" : `, where the mirror speaks of ${wanted}`}`;
  if (claims.size !== undefined && size !== claims.size)
    return `${size} bytes, where the mirror speaks of ${claims.size}`;
  const problem = await file.problemOf(part.path);
  return problem && `${given}: ${problem}`;
}

function otherFile({ name, url, bytes, sha256 }: RemoteFile, given: string): InputError {
  const size = bytes === undefined ? "" : `${bytes} bytes, `;
  return new InputError(`download: ${name} of the mirror is not the file that it should be.`, {
    given,
    expected: sha256 ? `${size}SHA-256 ${sha256}` : "a whole file of this kind",
    fix: `try another --mirror than that of ${url}; nothing of the file was kept`,
  });
}

function unreachable({ name, url }: RemoteFile, { message }: TransferError, kept: number): InputError {
  return new InputError(`download: ${name} could not be fetched.`, {
    given: `${url}: ${message}`,
    expected: "an answer, and all bytes of the file",
    fix: `see whether the address is right, and try again later${kept > 0 ? `; ${kept} bytes are kept, and it goes on from there` : ""}`,
  });
}

/** Bytes that a packed answer has are not those of the file. */
const isPlain = (headers: Headers) => /^(identity)?$/.test(headers.get("content-encoding") ?? "");

function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  return length !== null && /^\d{1,15}$/.test(length) && isPlain(headers) ? Number(length) : undefined;
}

/** A strong ETag, or the date; an answer that is packed cannot be gone on with. */
function validatorOf({ headers }: Response): string | null {
  const tag = headers.get("etag");
  if (!isPlain(headers)) return null;
  return tag !== null && /^"[^"]*"$/.test(tag) ? tag : headers.get("last-modified");
}

/** Ends a request when nothing comes, and when the reader asks for it. */
class Watch implements Disposable {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #seconds: number;
  readonly #stop = () => this.#controller.abort(this.#outer.reason);
  #timer: ReturnType<typeof setTimeout> | undefined;
  stalled = false;

  constructor({ signal, patience }: FetchHooks) {
    signal.throwIfAborted();
    this.#outer = signal;
    this.#seconds = (patience ?? usual).stall;
    signal.addEventListener("abort", this.#stop);
    this.rest();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get problem(): string {
    return `nothing came for ${this.#seconds} s`;
  }

  /** Something came. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.stalled = true;
      this.#controller.abort(new TransferError(this.problem));
    }, 1000 * this.#seconds);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener("abort", this.#stop);
  }
}

function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, 1000 * seconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
