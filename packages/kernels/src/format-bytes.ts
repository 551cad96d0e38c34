const units = ["bytes", "KiB", "MiB", "GiB"];

/** A number of bytes as one says it: "100 bytes", "1.5 KiB", "4 GiB". */
export function formatBytes(bytes: number): string {
  let power = 0;
  while (power < units.length - 1 && bytes >= 1024 ** (power + 1)) power++;
  const value = bytes / 1024 ** power;
  return `${Number(value.toFixed(value < 100 ? 1 : 0))} ${bytes === 1 ? "byte" : units[power]}`;
}
