import type { Host, LessonInput } from "./lesson.js";

/** A place to run lessons in that shows nothing. */
export function quietHost(input?: LessonInput): Host {
  const quiet = { update() {}, stop() {} };
  return {
    ...(input && { input }),
    signal: new AbortController().signal,
    training: (_, more) => ({ ...(more?.callbacks && { callbacks: more.callbacks }) }),
    progress: () => quiet,
  };
}
