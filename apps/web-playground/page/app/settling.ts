import { useLayoutEffect, useState } from "preact/hooks";

const patience = 1500; // milliseconds: who waits longer shall see what there is

let waiting = 0;
const told = new Set<() => void>();

/** What is shown first waits for this: a program that is loaded, an answer. */
export function settlesWith(promise: Promise<unknown>): void {
  waiting++;
  const done = () => {
    waiting--;
    for (const tell of told) tell();
  };
  promise.then(done, done);
}

/**
 * Whether all that was waited for is there, so that it can be shown at once: otherwise each part that comes would push away those below.
 * It stays so until `of` changes.
 */
export function useSettled(of: unknown): boolean {
  const [settled, setSettled] = useState<unknown>();
  useLayoutEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      told.delete(look);
      setSettled(of);
    };
    const look = () => {
      clearTimeout(soon);
      soon = setTimeout(() => waiting === 0 && end()); // what came first may ask for more
    };
    const last = setTimeout(end, patience);
    told.add(look);
    look();
    return () => {
      clearTimeout(soon);
      clearTimeout(last);
      told.delete(look);
    };
  }, [of]);
  return settled === of;
}
