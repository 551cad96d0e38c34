export {
  CausalSelfAttention,
  type CausalSelfAttentionInputs,
  type CausalSelfAttentionOptions,
} from "./causal-self-attention.js";
export {
  CrossAttention,
  type CrossAttentionInputs,
  type CrossAttentionOptions,
} from "./cross-attention.js";
export { Dropout } from "./dropout.js";
export { Embedding } from "./embedding.js";
export { GELU } from "./gelu.js";
export { type AttentionCache, KeyValueCache } from "./key-value-cache.js";
export { LayerNorm } from "./layer-norm.js";
export { Linear, type LinearOptions } from "./linear.js";
export { Module } from "./module.js";
export { zeroParameter } from "./zero-parameter.js";
