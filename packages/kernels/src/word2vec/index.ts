export { createWord2vecEngine, type Word2vecEngine, type Word2vecEngineOptions } from "./engine.js";
export type { Word2vecChunk, Word2vecRows, Word2vecTables } from "./job.js";
export { mostChunkWords, type Word2vecSizes } from "./memory.js";
export { trainReference } from "./reference.js";
