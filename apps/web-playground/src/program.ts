import { Command, InvalidArgumentError } from "commander";
import { type PlaygroundOptions, playground } from "./playground.js";

/** What can be typed. */
export function program(): Command {
  return new Command("cairn-playground")
    .description("Serve the playground on this machine, and open it in a browser.")
    .option("--port <n>", "where it is served (default: 4173, or a free one if it is taken)", port)
    .option("--no-open", "open no browser")
    .addHelpText("after", "\nExample:\n  npm run playground -- --port 4173 --no-open")
    .action((options: PlaygroundOptions) => playground(options));
}

function port(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value < 65536) return value;
  throw new InvalidArgumentError("It should be an integer from 0 to 65535.");
}
