/** A page of WebAssembly memory. */
export const pageBytes = 65536;

const mostPages = 65536; // 4 GiB, all that a 32-bit address reaches
const fewestPages = 8192; // 512 MiB
const firstPages = 1024; // 64 MiB

/**
 * A memory that can grow as far as this machine lets it: the maximum is halved from 4 GiB down to 512 MiB until the
 * address space for it is granted.
 */
export function createMemory(
  shared: boolean,
  leastBytes: number,
): { memory: WebAssembly.Memory; maximumBytes: number } {
  const initial = Math.max(firstPages, Math.ceil(leastBytes / pageBytes) + 1);
  for (let maximum = mostPages; ; maximum /= 2) {
    try {
      const memory = new WebAssembly.Memory({ initial, maximum, shared });
      return { memory, maximumBytes: maximum * pageBytes };
    } catch (error) {
      if (maximum <= fewestPages) throw error;
    }
  }
}
