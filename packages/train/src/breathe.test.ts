import { afterEach, expect, it, vi } from "vitest";
import { breathe } from "./breathe.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each(["Node", "a browser"])("lets timers and messages be served in %s", async (place) => {
  const { port1, port2 } = new MessageChannel();
  const served: string[] = [];
  port1.onmessage = () => served.push("message");
  port2.postMessage(null);
  setTimeout(() => served.push("timer"));
  if (place === "a browser") vi.stubGlobal("setImmediate", undefined); // browsers have none
  const deadline = performance.now() + 5000;
  while (served.length < 2 && performance.now() < deadline) await breathe();
  port1.close();
  expect(served.sort()).toEqual(["message", "timer"]);
});
