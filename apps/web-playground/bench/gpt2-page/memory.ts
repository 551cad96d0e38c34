import { existsSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** The most memory that a process of the page's kind has had, in bytes; undefined where the system does not tell. */
export async function peakOfPage(page: Page): Promise<number | undefined> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) return undefined;
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const peaks = renderers.map(({ id }) => peakOf(`/proc/${id}/status`));
  return peaks.length > 0 && Math.max(...peaks) > 0 ? Math.max(...peaks) : undefined;
}

function peakOf(file: string): number {
  if (!existsSync(file)) return 0;
  return 1024 * Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(file, "utf8"))?.[1] ?? 0);
}
