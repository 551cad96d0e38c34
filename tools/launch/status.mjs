const plain = !process.stderr.isTTY;

/** Shows one line on a terminal while `work` runs, with the seconds it has taken, and takes it away afterwards. */
export async function withStatus(text, work) {
  if (plain) return work();
  const start = performance.now();
  const draw = () => {
    process.stderr.write(`\r\x1b[Kcairn: ${text} … ${Math.floor((performance.now() - start) / 1000)} s`);
  };
  draw();
  const timer = setInterval(draw, 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write("\r\x1b[K");
  }
}
