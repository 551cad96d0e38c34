/** A weight of a model by its name, or a third of it: queries, keys or values. */
export interface NamedPart {
  readonly name: string;
  readonly third?: 0 | 1 | 2;
}

const layer = "transformer.h.$1";

/**
 * How others call GPT-2's weights. Hugging Face's names, with or without the `transformer.`, are nanoGPT's and minGPT's too.
 *
 * Source: llama.cpp's gguf-py, `constants.py` (GGUF); minGPT as of 2020, `model.py`.
 */
const rules: readonly (readonly [pattern: RegExp, name: string, third?: 0 | 1 | 2])[] = [
  [/^(?:transformer\.)?((?:wte|wpe|ln_f|h\.\d+)\..+)$/, "transformer.$1"],
  [/^lm_head\.weight$/, "lm_head.weight"],
  // GGUF
  [/^token_embd\.weight$/, "transformer.wte.weight"],
  [/^position_embd\.weight$/, "transformer.wpe.weight"],
  [/^output_norm\.(weight|bias)$/, "transformer.ln_f.$1"],
  [/^output\.weight$/, "lm_head.weight"],
  [/^blk\.(\d+)\.attn_norm\.(weight|bias)$/, `${layer}.ln_1.$2`],
  [/^blk\.(\d+)\.attn_qkv\.(weight|bias)$/, `${layer}.attn.c_attn.$2`],
  [/^blk\.(\d+)\.attn_output\.(weight|bias)$/, `${layer}.attn.c_proj.$2`],
  [/^blk\.(\d+)\.ffn_norm\.(weight|bias)$/, `${layer}.ln_2.$2`],
  [/^blk\.(\d+)\.ffn_up\.(weight|bias)$/, `${layer}.mlp.c_fc.$2`],
  [/^blk\.(\d+)\.ffn_down\.(weight|bias)$/, `${layer}.mlp.c_proj.$2`],
  // minGPT, 2020
  [/^tok_emb\.weight$/, "transformer.wte.weight"],
  [/^pos_emb$/, "transformer.wpe.weight"],
  [/^head\.weight$/, "lm_head.weight"],
  [/^blocks\.(\d+)\.ln([12])\.(weight|bias)$/, `${layer}.ln_$2.$3`],
  [/^blocks\.(\d+)\.attn\.query\.(weight|bias)$/, `${layer}.attn.c_attn.$2`, 0],
  [/^blocks\.(\d+)\.attn\.key\.(weight|bias)$/, `${layer}.attn.c_attn.$2`, 1],
  [/^blocks\.(\d+)\.attn\.value\.(weight|bias)$/, `${layer}.attn.c_attn.$2`, 2],
  [/^blocks\.(\d+)\.attn\.proj\.(weight|bias)$/, `${layer}.attn.c_proj.$2`],
  [/^blocks\.(\d+)\.mlp\.0\.(weight|bias)$/, `${layer}.mlp.c_fc.$2`],
  [/^blocks\.(\d+)\.mlp\.2\.(weight|bias)$/, `${layer}.mlp.c_proj.$2`],
];

// Buffers that files carry: the causal mask, and what it was filled with.
const buffers = /^(transformer\.)?(h\.\d+\.attn\.(masked_)?bias|blocks\.\d+\.attn\.mask)$/;

/** Our name of a weight that a file calls `name`; null for a mask, which is no weight; undefined for an unknown one. */
export function ourName(name: string): NamedPart | null | undefined {
  const bare = name.replace(/^(_orig_mod\.|module\.)+/, ""); // torch.compile and data parallelism put these in front
  if (buffers.test(bare)) return null;
  for (const [pattern, to, third] of rules) {
    if (!pattern.test(bare)) continue;
    const named = { name: bare.replace(pattern, to) };
    return third === undefined ? named : { ...named, third };
  }
  return undefined;
}
