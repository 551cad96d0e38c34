/** Names that `--format` takes, and what the package calls them; written out, for loading it takes time that `--help` does not have. */
export const formatNames = ["word2vec-binary", "word2vec-text", "glove", "fasttext-vec", "npy", "safetensors"] as const;

export type FormatName = (typeof formatNames)[number];

/** What `train` can learn by. */
export const modelNames = ["sgns", "cbow", "hs", "fasttext"] as const;

export type ModelName = (typeof modelNames)[number];

/** How `map` brings vectors into the plane. */
export const methodNames = ["pca", "umap"] as const;

export type MethodName = (typeof methodNames)[number];
