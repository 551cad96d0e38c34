import { mkdir, open, rm, stat, writeFile } from "node:fs/promises";
import { dirname, extname } from "node:path";
import type { Exhibit } from "@cairn-ml/lessons";
import { explainFileError } from "@cairn-ml/train/node";
import { UsageError } from "../../errors.js";

/** Reads the name of a file of plots. Throws: UsageError when it is of no kind that can be written. */
export const plotPath =
  (flag: string) =>
  (path: string): string => {
    kindOf(path, flag);
    return path;
  };

function kindOf(path: string, flag = "--plot"): "svg" | "png" {
  const extension = extname(path).toLowerCase();
  if (extension === ".svg" || extension === ".png") return extension === ".svg" ? "svg" : "png";
  throw new UsageError(`${flag}: ${JSON.stringify(path)} is neither an SVG nor a PNG.`, {
    given: `${flag} ${path}`,
    expected: "a name that ends in .svg or .png",
    fix: `for example ${flag} ${path.slice(0, path.length - extension.length) || "plots"}.svg`,
  });
}

/** Makes the folder of a file that is to be written, and tries whether it can be, before the work. Throws: FileError. */
export async function checkWritable(op: string, path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    await (await open(path, "a")).close();
    if (!isThere) await rm(path); // the work may be stopped
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

/** Draws the plots and pictures into a file, whose name says in which form. The libraries are loaded for it. */
export async function writePlot(
  path: string,
  exhibits: readonly Exhibit[],
  { title, op = "lesson" }: { title: string; op?: string },
): Promise<void> {
  const kind = kindOf(path);
  const { exhibitsSvg } = await import("./exhibits-svg.js");
  const svg = exhibitsSvg(exhibits, { title });
  await write(op, path, kind === "svg" ? svg : await (await import("./svg-to-png.js")).svgToPng(svg));
}

/** Writes the numbers of the plots. */
export async function writeCsv(path: string, exhibits: readonly Exhibit[]): Promise<void> {
  const { exhibitsCsv } = await import("./exhibits-csv.js");
  await write("lesson", path, exhibitsCsv(exhibits));
}

async function write(op: string, path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}
