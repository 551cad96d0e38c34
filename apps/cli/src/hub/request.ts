import { InputError } from "../errors.js";

/** A failure that may pass: the request is worth another try. */
export class TransferError extends Error {
  /** Seconds that the server asked to wait. */
  readonly after: number;

  constructor(problem: string, after = 0) {
    super(problem);
    this.name = "TransferError";
    this.after = after;
  }
}

/** What came of a request, after its redirects. */
export interface Answer {
  readonly response: Response;
  /** What a hub says of a file before it sends the reader on to where its bytes are. */
  readonly linked: { readonly size?: number; readonly sha256?: string };
}

const mostRedirects = 8;

/**
 * Asks for a file. Redirects are followed here, for a hub says on the first of them what the file's SHA-256 is; but from
 * https to http none is. Throws: TransferError, InputError.
 */
export async function request(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<Answer> {
  let at = new URL(url);
  let linked: Answer["linked"] = {};
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await fetch(at, { headers, signal, redirect: "manual" }).catch((error: unknown) => {
      throw new TransferError(reasonOf(error));
    });
    linked = { ...linkedOf(response), ...linked };
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return { response, linked };
    await response.body?.cancel().catch(() => undefined);
    at = next(at, location);
  }
  throw new InputError("download: the mirror sends from one place to another, without end.", {
    given: `${mostRedirects + 1} redirects from ${url}`,
    expected: `${mostRedirects} at most`,
    fix: "try another --mirror",
  });
}

function next(at: URL, location: string): URL {
  const to = URL.canParse(location, at) ? new URL(location, at) : null;
  if (to && (to.protocol === "https:" || (to.protocol === "http:" && at.protocol === "http:"))) return to;
  throw new InputError("download: the mirror sends to a place that is not asked.", {
    given: to ? `from ${at.origin} to ${to.origin}` : `the redirect ${JSON.stringify(location.slice(0, 100))}`,
    expected: "https, or http where the mirror itself is asked by http",
    fix: "try another --mirror",
  });
}

function linkedOf({ headers }: Response): Answer["linked"] {
  const size = headers.get("x-linked-size");
  const tag = headers.get("x-linked-etag")?.replace(/^W\/|"/g, "");
  return {
    ...(size !== null && /^\d{1,15}$/.test(size) && { size: Number(size) }),
    ...(tag !== undefined && /^[0-9a-f]{64}$/.test(tag) && { sha256: tag }),
  };
}

/** `fetch` says no more than "fetch failed"; why is in its cause. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return [message, cause?.code ?? cause?.message].filter(Boolean).join(": ");
}
