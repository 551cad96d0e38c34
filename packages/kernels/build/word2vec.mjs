/*
 * What a call of the word2vec module works on: a block of memory that begins with these words, in this order, and goes on with
 * room for the thread that works on it. src/word2vec/job.ts says what they mean.
 */
export const jobFields = [
  ...["input", "output", "rowBytes"],
  ...["words", "ends", "sentences", "keep"],
  ...["negative", "negatives", "vocabulary", "pathEnds", "paths"],
  ...["bagEnds", "bags"],
  ...["isSkipGram", "isMean", "window", "lr", "random0", "random1"],
];

/** Where each lies, in bytes, and where the room begins, a multiple of 64. */
export const jobPlaces = { ...Object.fromEntries(jobFields.map((name, i) => [`${name}At`, 4 * i])), roomAt: 128 };

/** `--memoryBase`: the constant tables; what is trained begins at 4096. */
export const word2vecStaticBase = 1024;
