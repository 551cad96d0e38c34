import { vi } from "vitest";
import { type Backend, testDevice } from "./backend.test-helper.js";

/** The tests of `tensor` that run on each device run on this one, with no word changed. */
vi.mock("../../tensor/src/testing.test-data.js", async (original) => {
  const theirs = await original<typeof import("../../tensor/src/testing.test-data.js")>();
  const deviceNamed = (name: Backend | "reference") =>
    name === "reference" ? theirs.deviceNamed(name) : testDevice(name);
  return { ...theirs, deviceNames: ["cpu", "wasm"], deviceNamed };
});

await import("../../tensor/src/assign.test.js");
await import("../../tensor/src/broadcast.test.js");
await import("../../tensor/src/creation.test.js");
await import("../../tensor/src/ops/special-values.test.js");
await import("../../tensor/src/rng.test.js");
await import("../../tensor/src/scope.test.js");
await import("../../tensor/src/views.test.js");
