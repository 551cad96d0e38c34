import type { FloatPiece, StoredTensor } from "@cairn-ml/data";
import { type Tensor, zeros } from "@cairn-ml/tensor";

/** Tensors as a file would give them, two rows at a time. */
export function stored(weights: ReadonlyMap<string, Tensor>): { tensors: ReadonlyMap<string, StoredTensor> } {
  const entries = [...weights].map(([name, x]): [string, StoredTensor] => {
    const values = x.data() as FloatPiece;
    const step = 2 * (x.size / (x.shape[0] ?? 1));
    async function* pieces() {
      for (let i = 0; i < values.length; i += step) yield values.slice(i, i + step);
    }
    return [name, { dtype: "F64", shape: x.shape, bytes: values.byteLength, pieces }];
  });
  return { tensors: new Map(entries) };
}

const linear = /\.(c_attn|c_proj|c_fc)\.weight$/;

/** The same weights as nanoGPT, or minGPT of 2022, has them: linear layers (out, in), the causal mask among them. */
export function asNanoGPT(weights: ReadonlyMap<string, Tensor>, prefix = ""): Map<string, Tensor> {
  const named = [...weights].map(([name, x]) => [prefix + name, linear.test(name) ? x.mT.copy() : x] as const);
  return new Map([...named, [`${prefix}transformer.h.0.attn.bias`, zeros([1, 1, 4, 4])]]);
}

const ggufNames: readonly (readonly [RegExp, string])[] = [
  [/^transformer\.wte/, "token_embd"],
  [/^transformer\.wpe/, "position_embd"],
  [/^transformer\.ln_f/, "output_norm"],
  [/^lm_head/, "output"],
  [/^transformer\.h\.(\d+)/, "blk.$1"],
  [/ln_1/, "attn_norm"],
  [/ln_2/, "ffn_norm"],
  [/attn\.c_attn/, "attn_qkv"],
  [/attn\.c_proj/, "attn_output"],
  [/mlp\.c_fc/, "ffn_up"],
  [/mlp\.c_proj/, "ffn_down"],
];

/** And as llama.cpp's converter writes them. */
export function asGguf(weights: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const rename = (name: string) => ggufNames.reduce((text, [from, to]) => text.replace(from, to), name);
  return new Map([...weights].map(([name, x]) => [rename(name), linear.test(name) ? x.mT.copy() : x]));
}

/** And as minGPT of 2020 has them: queries, keys and values apart, positions with an axis before them. */
export function asOldMinGPT(weights: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const old = new Map<string, Tensor>();
  for (const [name, x] of weights) {
    const [, i, rest = ""] = /^transformer\.h\.(\d+)\.(.*)$/.exec(name) ?? [];
    const y = linear.test(name) ? x.mT.copy() : x;
    if (name === "transformer.wte.weight") old.set("tok_emb.weight", x);
    else if (name === "transformer.wpe.weight") old.set("pos_emb", x.reshape([1, ...x.shape]));
    else if (name === "lm_head.weight") old.set("head.weight", x);
    else if (i === undefined) old.set(name.replace("transformer.", ""), x);
    else if (rest.startsWith("attn.c_attn")) {
      const size = y.shape[0]! / 3;
      ["query", "key", "value"].forEach((part, k) => {
        old.set(`blocks.${i}.${rest.replace("c_attn", part)}`, y.slice([[k * size, (k + 1) * size]]));
      });
    } else {
      const renamed = rest
        .replace("attn.c_proj", "attn.proj")
        .replace("mlp.c_fc", "mlp.0")
        .replace("mlp.c_proj", "mlp.2");
      old.set(`blocks.${i}.${renamed.replace("ln_", "ln")}`, y);
    }
  }
  old.set("blocks.0.attn.mask", zeros([1, 1, 4, 4]));
  return old;
}
