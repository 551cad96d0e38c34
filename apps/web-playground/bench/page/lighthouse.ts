import { spawn } from "node:child_process";
import { json } from "node:stream/consumers";
import type { Figure } from "./figure.ts";
import type { Playground } from "./playground.ts";

// Fetched when it is asked for, not with every installation: it brings 150 packages.
const lighthouse = "lighthouse@12.8.2";
const bars = { performance: 95, accessibility: 100, "best-practices": undefined };

interface Report {
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly title: string }>>;
}

/** Lighthouse's scores of home and of each lesson, for a telephone on a slow network and for a computer. */
export async function* scores(playground: Playground, lessons: readonly number[]): AsyncGenerator<Figure> {
  for (const [page, hash] of [["home", ""], ...lessons.map((n) => [`lesson ${n}`, `#/lesson/${n}`])] as const) {
    for (const device of ["mobile", "desktop"] as const) {
      const { categories, audits, runtimeError } = await report(playground, hash!, device);
      if (runtimeError) throw new Error(`Lighthouse: ${page}: ${runtimeError.message}`);
      for (const [category, least] of Object.entries(bars)) {
        const value = Math.round(100 * (categories[category]!.score ?? 0));
        yield {
          page: page!,
          what: `Lighthouse, ${device}: ${category}`,
          value,
          unit: "",
          ...(least && { bar: { least } }),
        };
      }
      const missed = Object.values(audits).filter(({ score }) => score !== null && score < 0.9);
      process.stderr.write(`${page}, ${device}: ${missed.map(({ title }) => title).join("; ")}\n`);
    }
  }
}

async function report({ url, program }: Playground, hash: string, device: "mobile" | "desktop"): Promise<Report> {
  const args = [
    ...["--yes", lighthouse, `${url}${hash}`, "--quiet", "--output=json", "--output-path=stdout"],
    ...[`--only-categories=${Object.keys(bars)}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
    ...(device === "desktop" ? ["--preset=desktop"] : []),
  ];
  const child = spawn("npx", args, {
    env: { ...process.env, CHROME_PATH: program },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return (await json(child.stdout)) as Report;
}
