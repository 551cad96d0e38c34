/** What the page notes about itself. */
export interface Watched {
  /** When it could be used first, in milliseconds since it was asked for. */
  ready?: number;
  /** When what is played with was there. */
  play?: number;
  /** Tasks of the page, those alone that are longer than 50 ms. */
  readonly long: { readonly start: number; readonly duration: number }[];
  /** How far things jumped that were seen already, as Lighthouse has it. */
  shift: number;
  /** Times of frames, and whether what they show differs from the one before, whatever the sliders themselves show. */
  readonly frames: { readonly time: number; readonly changed: boolean }[];
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Runs in the page before its own program. It is sent as a text, so it rests on nothing outside. */
export function watch(): void {
  const watched: Watched = { long: [], shift: 0, frames: [] };
  window.watched = watched;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watched.long.push({ start: startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) watched.shift += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });

  let changed = false;
  const { putImageData } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.putImageData = function (...args: unknown[]) {
    changed = true;
    Reflect.apply(putImageData, this, args);
  };
  new MutationObserver((mutations) => {
    const now = performance.now();
    if (document.documentElement?.dataset.ready === "true") watched.ready ??= now;
    if (document.querySelector("main.home, .play > *")) watched.play ??= now;
    changed ||= mutations.some(({ target }) => {
      const element = target instanceof Element ? target : target.parentElement;
      return element?.closest(".play svg, .play canvas, .play img") != null;
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const frame = (time: number) => {
    watched.frames.push({ time, changed });
    changed = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
