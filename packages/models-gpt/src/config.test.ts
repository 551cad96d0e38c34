import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeConfig } from "./config.js";
import { checkFits, configFromJSON, countParameters, fromHuggingFace, type GPTConfig, toHuggingFace } from "./index.js";

const small = fc.integer({ min: 1, max: 9 });
const anyConfig: fc.Arbitrary<GPTConfig> = fc
  .record(
    {
      vocabSize: fc.integer({ min: 1, max: 60_000 }),
      contextLength: fc.integer({ min: 1, max: 2048 }),
      layers: small,
      heads: small,
      width: small,
      innerWidth: fc.integer({ min: 1, max: 100 }),
      dropout: fc.double({ min: 0, max: 0.99, noNaN: true }),
      bias: fc.boolean(),
      tiedHead: fc.boolean(),
      activation: fc.constantFrom("gelu_new", "gelu", "relu"),
      layerNormEpsilon: fc.double({ min: 0, max: 0.1, noNaN: true }),
      scaleAttention: fc.boolean(),
      scaleAttentionByLayer: fc.boolean(),
    },
    { requiredKeys: ["vocabSize", "contextLength", "layers", "heads", "width"] },
  )
  .map((config) => ({ ...config, width: config.width * config.heads }));

const tiny: GPTConfig = { vocabSize: 7, contextLength: 4, layers: 1, heads: 2, width: 6 };

describe("a config", () => {
  it("comes back from Hugging Face's keys, through JSON too", () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        const json = JSON.parse(JSON.stringify(toHuggingFace(config)));
        expect(fromHuggingFace(json)).toEqual(completeConfig(config));
        expect(toHuggingFace(fromHuggingFace(json))).toEqual(json);
      }),
    );
  });

  it("is GPT-2's where nothing else is said", () => {
    expect(completeConfig(tiny)).toEqual({
      ...tiny,
      innerWidth: 24,
      dropout: 0,
      bias: true,
      tiedHead: true,
      activation: "gelu_new",
      layerNormEpsilon: 1e-5,
      recompute: false,
      scaleAttention: true,
      scaleAttentionByLayer: false,
    });
    const least = { model_type: "gpt2", vocab_size: 7, n_positions: 4, n_embd: 6, n_layer: 1, n_head: 2 };
    expect(fromHuggingFace(least)).toEqual({ ...completeConfig(tiny), dropout: 0.1 }); // Hugging Face's default
    const { n_positions, ...old } = { ...least, n_ctx: least.n_positions, n_inner: null };
    expect(fromHuggingFace(old)).toEqual(fromHuggingFace(least));
  });

  it("writes the keys that others read", () => {
    expect(toHuggingFace({ ...tiny, bias: false, tiedHead: false, dropout: 0.2, innerWidth: 10 })).toEqual({
      architectures: ["GPT2LMHeadModel"],
      model_type: "gpt2",
      vocab_size: 7,
      n_positions: 4,
      n_embd: 6,
      n_layer: 1,
      n_head: 2,
      n_inner: 10,
      activation_function: "gelu_new",
      attn_pdrop: 0.2,
      embd_pdrop: 0.2,
      resid_pdrop: 0.2,
      layer_norm_epsilon: 1e-5,
      scale_attn_weights: true,
      scale_attn_by_inverse_layer_idx: false,
      initializer_range: 0.02,
      tie_word_embeddings: false,
      bias: false,
    });
  });

  it.each<[string, object]>([
    ["vocabSize", { vocabSize: 0 }],
    ["contextLength", { contextLength: 1.5 }],
    ["layers", { layers: -1 }],
    ["heads", { heads: Number.NaN }],
    ["width", { width: "6" }],
    ["innerWidth", { innerWidth: 0 }],
  ])("is refused for a %s that is none", (key, change) => {
    expect(() => completeConfig({ ...tiny, ...change })).toThrow(`GPT: ${key} is not a positive integer.`);
  });

  it("is refused with a reason", () => {
    const make = (change: object) => () => completeConfig({ ...tiny, ...change });
    expect(make({ layers: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: GPT: layers is not a positive integer.
        given:    0
        expected: 1 or more]
    `);
    expect(make({ heads: 4 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: GPT: the width does not split into the heads.
        given:    width 6, heads 4
        expected: a width that is a multiple of the heads]
    `);
    expect(make({ dropout: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: GPT: dropout is not a share below 1.
        given:    1
        expected: 0 ≤ p < 1]
    `);
    expect(make({ activation: "swish" })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: GPT: there is no such activation.
        given:    swish
        expected: gelu_new, gelu, relu]
    `);
    expect(make({ layerNormEpsilon: -1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: GPT: layerNormEpsilon is not a small number.
        given:    -1
        expected: 0 ≤ ε < 1, usually 1e-5]
    `);
  });

  it("of another architecture, or broken, is refused with a reason", () => {
    const json = toHuggingFace(tiny);
    const read = (change: object) => () => fromHuggingFace({ ...json, ...change });
    expect(read({ model_type: "llama" })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: config.json: model_type is not what a GPT-2 needs.
        given:    model_type: "llama"
        expected: "gpt2"
        fix:      give a folder with a GPT-2 model]
    `);
    expect(() => fromHuggingFace({})).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: config.json: model_type is not what a GPT-2 needs.
        given:    model_type: nothing
        expected: "gpt2"
        fix:      give a folder with a GPT-2 model]
    `);
    expect(read({ n_embd: "6" })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: config.json: n_embd is not what a GPT-2 needs.
        given:    n_embd: "6"
        expected: a positive integer
        fix:      give a folder with a GPT-2 model]
    `);
    expect(read({ activation_function: "silu" })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: config.json: activation_function is not what a GPT-2 needs.
        given:    activation_function: "silu"
        expected: "gelu_new" or "gelu" or "relu"
        fix:      give a folder with a GPT-2 model]
    `);
    const others = { scale_attn_weights: 1, scale_attn_by_inverse_layer_idx: "yes", add_cross_attention: true };
    for (const [key, value] of Object.entries({
      ...others,
      bias: 1,
      resid_pdrop: 1,
      layer_norm_epsilon: "x",
      tie_word_embeddings: "no",
    })) {
      expect(read({ [key]: value })).toThrow(`${key} is not what a GPT-2 needs`);
    }
  });
});

describe("a config of nanoGPT", () => {
  const args = { n_layer: 1, n_head: 2, n_embd: 6, block_size: 4, bias: false, vocab_size: 7, dropout: 0.1 };

  it("has exact GELU and a tied head", () => {
    expect(configFromJSON(args)).toEqual(
      completeConfig({ ...tiny, bias: false, dropout: 0.1, activation: "gelu", tiedHead: true }),
    );
    expect(configFromJSON(toHuggingFace(tiny))).toEqual(completeConfig(tiny));
  });

  it("is refused with other keys, or without a size", () => {
    expect(() => configFromJSON({ ...args, embd_pdrop: 0.1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: config.json: embd_pdrop is no key of nanoGPT's.
        given:    block_size, as nanoGPT has it, and embd_pdrop
        expected: block_size, vocab_size, n_layer, n_head, n_embd, dropout, bias
        fix:      write the config in Hugging Face's keys: model_type, n_positions, activation_function and so on]
    `);
    expect(() => configFromJSON({ ...args, n_embd: undefined })).toThrow("width is not a positive integer");
  });
});

describe("checkFits", () => {
  const gpt2 = (layers: number, heads: number, width: number) => {
    return { vocabSize: 50_257, contextLength: 1024, layers, heads, width };
  };

  it("lets GPT-2 large through, and XL as int8 alone", () => {
    checkFits("test", gpt2(36, 20, 1280));
    checkFits("test", gpt2(48, 25, 1600), "int8");
    expect(() => checkFits("loadGPT", gpt2(48, 25, 1600))).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadGPT: the model does not fit into memory.
        given:    1,557,611,200 parameters × 4 bytes = 6,230,444,800 bytes
        expected: 4,294,967,296 bytes (4 GiB) at most, all that WebAssembly can address
        fix:      load it as int8, a quarter of the size: loadGPT(folder, { dtype: "int8" }), or --quantize int8]
    `);
    expect(() => checkFits("loadGPT", gpt2(96, 96, 12_288), "int8")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadGPT: the model does not fit into memory.
        given:    174,591,676,416 parameters, 174,629,425,152 bytes as int8
        expected: 4,294,967,296 bytes (4 GiB) at most, all that WebAssembly can address
        fix:      take a smaller model]
    `);
  });
});

describe("countParameters", () => {
  it("knows the sizes of GPT-2", () => {
    const size = (layers: number, heads: number, width: number) =>
      countParameters({ vocabSize: 50_257, contextLength: 1024, layers, heads, width });
    expect(size(12, 12, 768)).toBe(124_439_808);
    expect(size(24, 16, 1024)).toBe(354_823_168);
    expect(size(36, 20, 1280)).toBe(774_030_080);
    expect(size(48, 25, 1600)).toBe(1_557_611_200);
  });

  it("refuses what makes no model", () => {
    expect(() => countParameters({ ...tiny, heads: 5 })).toThrow("does not split");
  });
});
