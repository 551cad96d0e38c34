import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface ScrollProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What may be wider than the page: it scrolls by itself, by the keyboard too, where there is something to scroll. */
export function Scroll({ label, children }: ScrollProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [isWide, setWide] = useState(false);
  useLayoutEffect(() => {
    const { current: box } = place;
    const observer = new ResizeObserver(() => setWide(box!.scrollWidth > box!.clientWidth));
    observer.observe(box!);
    if (box!.firstElementChild) observer.observe(box!.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no group of fields
    <div ref={place} class="scroll" role="group" aria-label={label} {...(isWide && { tabIndex: 0 })}>
      {children}
    </div>
  );
}
