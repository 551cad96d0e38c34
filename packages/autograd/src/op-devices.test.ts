import { type Device, WasmDevice } from "@cairn-ml/tensor";
import { beforeAll } from "vitest";
import { testOpsOn } from "./op-devices.test-helper.js";

let wasm: Device;
beforeAll(async () => {
  wasm = await WasmDevice.create();
});

testOpsOn("wasm", () => wasm);
