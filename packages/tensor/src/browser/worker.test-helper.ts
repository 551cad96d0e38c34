import { compute } from "./compute.test-helper.js";

postMessage(await compute());
