/** Whether the reader asked for less motion: nothing goes on smoothly by itself then. Styles have their one place in page.css. */
export function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
