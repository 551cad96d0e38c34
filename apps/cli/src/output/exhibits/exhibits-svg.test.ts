import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exhibit, Plot } from "@cairn-ml/lessons";
import { thin } from "@cairn-ml/plots";
import { parseHTML } from "linkedom";
import { afterAll, describe, expect, it } from "vitest";
import { exhibitsCsv } from "./exhibits-csv.js";
import { exhibitsSvg } from "./exhibits-svg.js";
import { checkWritable, plotPath, writeCsv, writePlot } from "./write-plot.js";

const plot = (more: Partial<Plot> = {}): Plot => ({
  kind: "plot",
  title: "People & <models>",
  x: { label: "height, cm" },
  y: { label: "weight, kg" },
  series: [
    {
      name: 'the "people"',
      mark: "points",
      points: [
        [150, 48],
        [190, 61.5],
        [170, Number.NaN],
      ],
    },
    {
      name: "one, line",
      mark: "line",
      points: [
        [150, 47],
        [190, 60],
      ],
    },
    {
      name: "another",
      mark: "line",
      points: [
        [150, 40],
        [190, 50],
      ],
    },
  ],
  note: "What is to be seen.",
  ...more,
});
const picture: Exhibit = {
  kind: "pictures",
  title: "Digits",
  pictures: [{ rows: 2, columns: 3, values: [0, 1, 1, 0.5, Number.NaN, 0], label: "a seven" }],
};
const draw = (...exhibits: Exhibit[]) => exhibitsSvg(exhibits, { title: "Lesson 2" });
const parse = (svg: string) => parseHTML(svg).document;

const heat: Exhibit = {
  kind: "heat",
  title: "Attention",
  matrices: [{ label: "weights", rows: ["I", "<you>"], columns: ["I", "you"], values: [[1, Number.NEGATIVE_INFINITY], [-0.25, 0.75]] }],
}; // biome-ignore format: the matrix

describe("exhibitsSvg", () => {
  it("draws matrices as numbers on colours", () => {
    const page = parse(draw(heat));
    const texts = [...page.querySelectorAll("text")].map(({ textContent }) => textContent);
    expect(texts).toEqual(expect.arrayContaining(["Attention", "weights", "<you>", "1.00", "−∞", "−0.25", "0.75"]));
    const grounds = [...page.querySelectorAll("svg rect")].map((rect) => rect.getAttribute("fill"));
    expect(grounds.slice(-4)).toEqual(["rgb(178,40,30)", "rgb(243,243,243)", "rgb(191,201,222)", "rgb(194,91,83)"]);
  });

  it("makes a matrix smaller that is wider than the page", () => {
    const names = Array.from({ length: 30 }, (_, i) => `word ${i}`);
    const wide: Exhibit = {
      kind: "heat",
      matrices: [{ rows: ["a"], columns: names, values: [names.map((_, i) => i)] }],
    };
    const [drawn] = [...parse(draw(wide)).querySelectorAll("svg svg")];
    expect(Number(drawn!.getAttribute("width"))).toBeLessThanOrEqual(704);
  });

  it("writes matrices as series, a row each", () => {
    expect(exhibitsCsv([heat])).toBe(
      "plot,series,x,y,label\nAttention,weights: I,1,1,I\nAttention,weights: I,2,-Infinity,you\n" +
        "Attention,weights: <you>,1,-0.25,I\nAttention,weights: <you>,2,0.75,you\n",
    );
  });

  it("holds titles, axes, legends and notes of every plot, escaped", () => {
    const svg = draw({ kind: "text", text: "not this" }, plot(), plot({ title: "Another" }), picture);
    const texts = [...parse(svg).querySelectorAll("text")].map(({ textContent }) => textContent);
    expect(texts).toEqual(
      expect.arrayContaining([
        ...["Lesson 2", "People & <models>", "Another", "Digits", "a seven", 'the "people"', "one, line"],
        ...["height, cm →", "↑ weight, kg", "150", "190", "45", "What is to be seen."],
      ]),
    );
    expect(texts).not.toContain("not this");
  });

  it("tells series apart without colours", () => {
    const lines = [...parse(draw(plot())).querySelectorAll('[aria-label="line"]')];
    expect(new Set(lines.map((line) => line.getAttribute("stroke-dasharray"))).size).toBe(2);
    expect(new Set(lines.map((line) => line.getAttribute("stroke")))).toEqual(new Set(["#222"]));
  });

  it("leaves out what cannot be shown, and draws plots without a point", () => {
    const log = { label: "loss", log: true };
    const points: [number, number][] = [
      [0, 0],
      [1, 1],
      [2, Number.NaN],
      [3, Number.POSITIVE_INFINITY],
      [4, -1],
      [5, 0.01],
    ];
    const odd = draw(
      plot({ y: log, series: [{ name: "loss", mark: "line", points }] }),
      plot({ y: log, x: log, series: [] }),
    );
    expect(odd).not.toMatch(/NaN|Infinity|undefined/);
    expect(draw(plot({ series: [{ name: "none", mark: "line", points: [] }] }))).toContain("none (none)");
  });

  it("is one document, its pictures made of runs of one grey", () => {
    const svg = draw(picture);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('<path fill="#000000" d="M1 0h2v1h-2z"/>');
    expect(svg).not.toContain("<style");
  });
});

it("exhibitsCsv quotes what has to be", () => {
  expect(exhibitsCsv([picture, plot()])).toMatchInlineSnapshot(`
    "plot,series,x,y
    People & <models>,"the ""people""",150,48
    People & <models>,"the ""people""",190,61.5
    People & <models>,"the ""people""",170,NaN
    People & <models>,"one, line",150,47
    People & <models>,"one, line",190,60
    People & <models>,another,150,40
    People & <models>,another,190,50
    "
  `);
});

describe("thin", () => {
  it("keeps what is seen: the ends, the peaks and the gaps", () => {
    const points = Array.from({ length: 10_000 }, (_, i): [number, number] => [i, Math.sqrt(i)]);
    points[5003] = [5003, 1e6];
    points[7001] = [7001, Number.NaN];
    const kept = thin(points, 400);
    expect(kept.length).toBeLessThanOrEqual(400);
    for (const i of [0, 5003, 7001, 9999]) expect(kept).toContain(points[i]);
    expect(kept.map(([x]) => x)).toEqual(kept.map(([x]) => x).sort((a, b) => a - b));
    expect(thin(points.slice(0, 400), 400)).toHaveLength(400);
  });
});

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "cairn-plots-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const title = "Lesson 2";

  it("are written in the form that their names say", async () => {
    const [svg, png, csv] = ["a.svg", "a.PNG", "a.csv"].map((name) => join(folder, name)) as [string, string, string];
    await writePlot(svg, [plot()], { title });
    await writePlot(png, [plot(), picture], { title });
    await writeCsv(csv, [plot()]);
    expect(readFileSync(svg, "utf8")).toBe(draw(plot()));
    const image = readFileSync(png);
    expect(image.subarray(1, 4).toString()).toBe("PNG");
    expect(image.readUInt32BE(16)).toBe(2 * 760);
    expect(readFileSync(csv, "utf8")).toBe(exhibitsCsv([plot()]));
  });

  it("have letters on a machine without fonts", async () => {
    const file = join(folder, "letters.png");
    const size = async (text: string) => {
      await writePlot(file, [], { title: text });
      return readFileSync(file).length;
    };
    expect(await size("Mgwx & loss")).toBeGreaterThan((await size(" ")) + 500);
  });

  it.each(["plot.jpg", "plot", ".svg", "plot.svg/x"])("are refused with the name %s", (path) => {
    expect(() => plotPath("--plot")(path)).toThrow("is neither an SVG nor a PNG");
  });

  it("are asked for before the work: folders are made, what can not be written is an error", async () => {
    await checkWritable("lesson", join(folder, "new/folder/plot.svg"));
    expect(existsSync(join(folder, "new/folder/plot.svg"))).toBe(false);
    writeFileSync(join(folder, "new/folder/plot.svg"), "what was there");
    await checkWritable("lesson", join(folder, "new/folder/plot.svg"));
    expect(readFileSync(join(folder, "new/folder/plot.svg"), "utf8")).toBe("what was there");
    await expect(checkWritable("lesson", join(folder, "new/folder"))).rejects.toThrow("is a folder, not a file");
    await expect(checkWritable("lesson", join(folder, "new/folder/plot.svg/plot.svg"))).rejects.toThrow("folder");
  });
});
