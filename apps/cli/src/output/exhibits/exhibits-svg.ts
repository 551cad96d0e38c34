import type { Exhibit, Heat, Pictures, Plot } from "@cairn-ml/lessons";
import { type Drawing, heatSvg, pictureSvg, plotSvg, sampleSvg } from "@cairn-ml/plots";
import { parseHTML } from "linkedom";
import { wrap } from "../text.js";
import { isPlain } from "./plot-text.js";

const width = 760;
const margin = 28;
const inner = width - 2 * margin;
const { document } = parseHTML("<html></html>");

/** All plots and pictures of a lesson below each other, with their titles, legends and notes. */
export function exhibitsSvg(exhibits: readonly Exhibit[], { title }: { title: string }): string {
  const page = new Page();
  page.text(title, { size: 20, bold: true });
  const drawn = exhibits.filter((exhibit) => exhibit.kind !== "text" && exhibit.kind !== "table");
  if (drawn.length === 0) page.text("It has texts and tables, but nothing to draw.", { size: 12 });
  for (const exhibit of drawn) {
    page.space(22);
    if (exhibit.title) page.text(exhibit.title, { size: 15, bold: true });
    if (exhibit.kind === "plot") addPlot(page, exhibit);
    else if (exhibit.kind === "heat") addHeat(page, exhibit);
    else addPictures(page, exhibit);
    page.space(4);
    if (exhibit.note) page.text(exhibit.note, { size: 12 });
  }
  return page.toString(title);
}

function addPlot(page: Page, plot: Plot): void {
  page.space(4);
  if (!isPlain(plot)) addLegend(page, plot);
  page.place(plotSvg(plot, { width: inner, document }));
}

function addLegend(page: Page, plot: Plot): void {
  const names = plot.series.map(({ name, points }) => (points.length > 0 ? name : `${name} (none)`));
  const items = names.map((name, i) => ({ ...sampleSvg(plot.series, i, { document }), label: name }));
  page.row(
    items.map(({ label, ...sample }) => ({ drawing: sample, label, beside: true })),
    18,
  );
  page.space(6);
}

function addPictures(page: Page, { pictures }: Pictures): void {
  page.space(6);
  page.row(
    pictures.map((picture) => ({ drawing: pictureSvg(picture, inner), label: picture.label ?? "", beside: false })),
    16,
  );
}

function addHeat(page: Page, { matrices }: Heat): void {
  page.space(6);
  page.row(
    matrices.map((matrix) => ({ drawing: heatSvg(matrix, inner), label: matrix.label ?? "", beside: false })),
    24,
  );
}

interface Item {
  readonly drawing: Drawing;
  readonly label: string;
  /** The label stands to the right of the drawing, else below it. */
  readonly beside: boolean;
}

/** A page that grows downwards. */
class Page {
  readonly #parts: string[] = [];
  #y = margin;

  space(height: number): void {
    this.#y += height;
  }

  text(text: string, { size, bold = false }: { size: number; bold?: boolean }): void {
    for (const line of wrap(text, Math.floor(inner / (size * (bold ? 0.62 : 0.56)))).split("\n")) {
      this.#y += Math.round(size * 1.35);
      this.#write(line, margin, this.#y - Math.round(size * 0.3), size, bold ? ' font-weight="bold"' : "");
    }
  }

  place(drawing: Drawing, x = margin): void {
    this.#draw(drawing, x);
    this.#y += drawing.height;
  }

  /** Drawings beside each other, in as many lines as they need. */
  row(items: readonly Item[], gap: number): void {
    let [x, lowest] = [margin, this.#y];
    for (const { drawing, label, beside } of items) {
      const text = Math.ceil(label.length * 7.2);
      const full = beside ? drawing.width + 6 + text : Math.max(drawing.width, text);
      if (x > margin && x + full > width - margin) {
        x = margin;
        this.#y = lowest + 8;
      }
      const at = beside ? x : x + (full - drawing.width) / 2;
      this.#draw(drawing, at);
      if (beside) this.#write(label, x + drawing.width + 6, this.#y + drawing.height - 3, 12);
      else if (label) this.#write(label, x + full / 2, this.#y + drawing.height + 15, 12, ' text-anchor="middle"');
      lowest = Math.max(lowest, this.#y + drawing.height + (beside || !label ? 0 : 19));
      x += full + gap;
    }
    this.#y = lowest;
  }

  #draw({ svg }: Drawing, x: number): void {
    this.#parts.push(svg.replace("<svg", `<svg x="${x}" y="${this.#y}"`));
  }

  #write(text: string, x: number, y: number, size: number, more = ""): void {
    this.#parts.push(`<text x="${x}" y="${y}" font-size="${size}"${more}>${escaped(text)}</text>`);
  }

  toString(title: string): string {
    const height = this.#y + margin;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
        ` font-family="DejaVu Sans, Verdana, sans-serif" fill="#222" color="#222">`,
      `<title>${escaped(title)}</title>`,
      `<rect width="${width}" height="${height}" fill="white"/>`,
      ...this.#parts,
      "</svg>\n",
    ].join("\n");
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
