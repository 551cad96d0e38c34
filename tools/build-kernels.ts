/** Vitest's global setup: compiles the kernels first where their sources are newer than the engine. */
export default async function setup(): Promise<void> {
  const url = new URL("../packages/kernels/build.mjs", import.meta.url);
  const { buildKernels } = (await import(url.href)) as { buildKernels: () => Promise<boolean> };
  await buildKernels();
}
