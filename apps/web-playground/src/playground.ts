import { once } from "node:events";
import { serve } from "./serve.js";

const usual = 4173;

/** What can be told. */
export interface PlaygroundOptions {
  /** Where it is served; 4173 unless told, or a free one where that is taken. */
  readonly port?: number;
  /** Whether a browser is opened. */
  readonly open: boolean;
}

/** Serves the playground until Ctrl-C, or until a signal asks to end. Throws: PortError when the port that was asked for is taken. */
export async function playground({ port, open }: PlaygroundOptions): Promise<void> {
  const ended = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const server = await serve(port ?? usual).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    if (port !== undefined) throw new PortError(port);
    return serve(0);
  });
  process.stdout.write(`The playground is at ${server.url} until you press Ctrl-C.\n`);
  if (open) await (await import("open")).default(server.url);
  await ended;
  server.close();
}

class PortError extends Error {
  constructor(port: number) {
    super(
      `PortError: playground: port ${port} is taken.\n  given:    --port ${port}\n  expected: a port on which nobody listens\n` +
        "  fix:      end what listens there, or leave --port out: a free one is found",
    );
    this.name = "PortError";
  }
}
