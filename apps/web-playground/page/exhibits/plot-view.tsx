import type { Plot } from "@cairn-ml/lessons";
import { plotSvg, sampleSvg } from "@cairn-ml/plots";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { whenIdle } from "../parts/when-idle.js";
import { plotInWords } from "./plot-in-words.js";

const latest = 500; // milliseconds
const theme = { ink: "currentColor", grid: "var(--grid)" };

/** Draws a plot as wide as its place is, with a legend and, for those who do not see it, what it shows in words. */
export function PlotView({ plot }: { readonly plot: Plot }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(Math.min(760, entry!.contentRect.width))));
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  const [drawn, setDrawn] = useState<{ readonly svg: string; readonly samples: readonly string[] }>();
  // One after another, so that many plots are no long task.
  useEffect(() => {
    if (width > 0) return whenIdle(() => setDrawn(draw(plot, width)), latest);
  }, [plot, width]);
  return (
    <div ref={place}>
      {plot.series.length > 1 && (
        <ul class="legend">
          {plot.series.map(({ name }, i) => (
            <li key={i}>
              <Drawn svg={drawn?.samples[i] ?? ""} /> {name}
            </li>
          ))}
        </ul>
      )}
      <Drawn svg={drawn?.svg ?? ""} label={plotInWords(plot)} />
    </div>
  );
}

function draw(plot: Plot, width: number) {
  const samples = plot.series.map((_, i) => sampleSvg(plot.series, i, { document, ...theme }).svg);
  return { svg: plotSvg(plot, { width, document, ...theme }).svg, samples };
}

/**
 * SVG that Plot made as elements of its own; texts in it were set as texts, not as markup. It names its groups ("rule", "line"), which
 * says nothing to anybody and is no name that a group may have.
 */
function Drawn({ svg, label }: { readonly svg: string; readonly label?: string }): JSX.Element {
  return (
    <span
      class="drawn"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
      dangerouslySetInnerHTML={{ __html: svg.replace(/(<g[^>]*?) aria-label="[^"]*"/g, "$1") }}
    />
  );
}
