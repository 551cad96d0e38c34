import { attention } from "./attention.js";
import { binary } from "./binary.js";
import { crossEntropy } from "./cross-entropy.js";
import { elementwise } from "./elementwise.js";
import { gelu } from "./gelu.js";
import type { Kernels } from "./kernel.js";
import { layerNorm } from "./layer-norm.js";
import { matmul } from "./matmul.js";
import { memory } from "./memory.js";
import { optimizers } from "./optimizers.js";
import { quantized } from "./quantized.js";
import { reduce } from "./reduce.js";
import { rows } from "./rows.js";
import { softmax } from "./softmax.js";

/** Every kernel that ops launch: the type checker says which one is missing. */
export const kernels: Kernels = {
  ...attention,
  ...binary,
  ...crossEntropy,
  ...elementwise,
  ...gelu,
  ...layerNorm,
  ...matmul,
  ...memory,
  ...optimizers,
  ...quantized,
  ...reduce,
  ...rows,
  ...softmax,
};
