import type { Device } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { tfjsDevice } from "./index.js";

export type Backend = "cpu" | "wasm";

/** A backend for tests, without the advertisement that TensorFlow.js prints in Node. */
export async function testDevice(backend: Backend): Promise<Device> {
  tf.env().set("IS_TEST", true);
  return tfjsDevice({ backend });
}
