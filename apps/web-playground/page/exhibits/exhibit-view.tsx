import type { Exhibit, Pictures, Plot, Table, Text } from "@cairn-ml/lessons";
import { pictureSvg } from "@cairn-ml/plots";
import type { JSX } from "preact";
import { lazyComponent } from "../app/lazy-component.js";
import { Scroll } from "../app/scroll.js";
import { HeatView } from "./heat-view.js";

/** Fetches what draws plots, by far the largest part of the page. */
export const loadPlots: () => Promise<View> = async () => (await import("./plot-view.js")).PlotView;

type View = (props: { readonly plot: Plot }) => JSX.Element;

const PlotView = lazyComponent(loadPlots);

/** Shows an exhibit of a lesson. */
export function ExhibitView({ exhibit }: { readonly exhibit: Exhibit }): JSX.Element {
  return (
    <section class={`exhibit ${exhibit.kind}`}>
      {exhibit.title && <h2>{exhibit.title}</h2>}
      {exhibit.kind === "text" && <TextView {...exhibit} />}
      {exhibit.kind === "table" && <TableView {...exhibit} />}
      {exhibit.kind === "plot" && <PlotView plot={exhibit} />}
      {exhibit.kind === "heat" && <HeatView {...exhibit} />}
      {exhibit.kind === "pictures" && <PicturesView {...exhibit} />}
      {"note" in exhibit && exhibit.note && <p class="note">{withoutDashes(exhibit.note)}</p>}
    </section>
  );
}

/** The command line writes --seed for what is a field here. */
const withoutDashes = (text: string) => text.replace(/(?<![\w-])--(?=[a-z])/g, "");

/** Paragraphs; lines that begin with two spaces are kept as they are. */
function TextView({ text }: Text): JSX.Element {
  return (
    <>
      {withoutDashes(text)
        .split(/\n{2,}/)
        .map((part, i) => {
          const kept = part.split("\n").some((line) => line.startsWith("  "));
          return kept ? <pre key={i}>{part}</pre> : <p key={i}>{part}</p>;
        })}
    </>
  );
}

function TableView({ title, head, rows }: Table): JSX.Element {
  const isNumber = head.map((_, column) =>
    rows.every((row) => /^[−+-]?[\d., ]*(e[+-]?\d+)?%?$/.test(row[column] ?? "")),
  );
  const side = (column: number) => (isNumber[column] ? "number" : undefined);
  return (
    <Scroll label={title ?? "a table"}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) =>
              cell === "" ? (
                <td key={column} />
              ) : (
                <th key={column} class={side(column)} scope="col">
                  {cell}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, column) => (
                <td key={column} class={side(column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function PicturesView({ pictures }: Pictures): JSX.Element {
  return (
    <div class="row">
      {pictures.map((picture, i) => (
        <figure key={i}>
          <div
            role="img"
            aria-label={picture.label ?? `picture ${i + 1}`}
            dangerouslySetInnerHTML={{ __html: pictureSvg(picture, 600).svg }}
          />
          {picture.label && <figcaption>{picture.label}</figcaption>}
        </figure>
      ))}
    </div>
  );
}
