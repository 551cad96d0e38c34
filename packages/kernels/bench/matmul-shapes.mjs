/**
 * The products that decide the workloads, by workload: layout of both operands (N as stored, T transposed), M, K, N. The
 * gradients of a product are one with B transposed, towards its input, and one with A transposed, towards its weights.
 */
export const shapes = {
  "large and odd": [
    "NN 512 512 512",
    "NT 512 512 512",
    "TN 512 512 512",
    "TT 511 513 509",
    "NN 384 1536 384",
    "NN 511 513 509",
  ],
  "w3, w4: regressions": ["NN 1000 3 1", "TN 3 1000 1", "NN 100 3 1", "TN 3 100 1"],
  "w5: MLP": [
    ...["NN 64 784 128", "NN 64 128 64", "NN 64 64 10", "NT 64 10 64", "NT 64 64 128"],
    ...["TN 64 64 10", "TN 128 64 64", "TN 784 64 128"],
  ],
  "w6: character MLP": [
    ...["NN 32 6 100", "NN 32 100 27", "NT 32 27 100", "NT 32 100 6", "TN 100 32 27", "TN 6 32 100"],
  ],
  "w7: CBOW": ["NN 57 30 128", "NN 57 128 52", "NT 57 52 128", "NT 57 128 30", "TN 128 57 52", "TN 30 57 128"],
  "w9: GPT, 128 wide": [
    ...["NN 768 128 384", "NN 768 128 128", "NN 768 128 512", "NN 768 512 128", "NN 768 128 65"],
    ...["NT 768 384 128", "NT 768 512 128", "NT 768 128 512", "NT 768 65 128"],
    ...["TN 128 768 384", "TN 128 768 128", "TN 128 768 512", "TN 512 768 128", "TN 128 768 65"],
  ],
  "w9: GPT, 384 wide": [
    ...["NN 1024 384 1152", "NN 1024 384 1536", "NN 1024 1536 384", "NT 1024 384 1536", "NT 1024 1536 384"],
    ...["TN 384 1024 1536", "TN 1536 1024 384"],
  ],
  "few rows, and vectors": [
    ...["NN 1 768 3072", "NN 1 3072 768", "NT 1 768 3072", "NN 2 768 3072", "NN 4 768 3072", "NN 8 768 3072"],
    ...["NT 2 768 3072", "NT 4 768 3072", "NT 8 768 3072", "NN 768 768 1", "TN 768 768 1"],
  ],
  "small and thin": ["NN 4 4 4", "NN 8 8 8", "NN 16 16 16", "NN 32 32 32", "NN 1000 5 5", "TN 5 1000 5", "NN 2 2 1000"],
};
