export { type TfjsOptions, tfjsDevice } from "./tfjs-device.js";
