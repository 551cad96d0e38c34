import "../symbol-dispose.js";

/** Is told of parts of a program that begin and end. */
export interface SpanListener {
  begin(name: string, number: number | undefined): void;
  end(): void;
}

let listener: SpanListener | null = null;

const nothing: Disposable = { [Symbol.dispose]() {} };

/**
 * Gives a part of a program, up to the closing brace, a name in profiles: `using _ = span("forward");`. `number` tells parts of one
 * name apart, such as steps. Costs nothing while no profile is open.
 */
export function span(name: string, number?: number): Disposable {
  if (listener === null) return nothing;
  const told = listener;
  told.begin(name, number);
  return {
    [Symbol.dispose]() {
      if (listener === told) told.end();
    },
  };
}

/** Used by `profile`: tells one listener of every span, or none. */
export function listenToSpans(next: SpanListener | null): void {
  listener = next;
}
