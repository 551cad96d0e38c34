import { Command, InvalidArgumentError } from "commander";
import { serve } from "./serve.js";

/** What can be typed. */
export function program(): Command {
  return new Command("cairn-playground")
    .description("Serve the playground on this machine, and open it in a browser.")
    .option("--port <n>", "where it is served; another free one if it is taken", port, 4173)
    .option("--no-open", "open no browser")
    .action(async (options: { port: number; open: boolean }) => {
      const { url } = await serve(options.port);
      process.stdout.write(`The playground is at ${url} until you press Ctrl-C.\n`);
      if (options.open) await (await import("open")).default(url);
    });
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value < 65536) return value;
  throw new InvalidArgumentError("It should be an integer from 0 to 65535.");
}
