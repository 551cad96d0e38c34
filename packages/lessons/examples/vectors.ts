import { KeyedVectors } from "@cairn-ml/models-embedding";
import { init } from "@cairn-ml/tensor";

await init();
// Power, maleness, riches, fame, pride: made up, as in the lesson.
const words = {
  king: [1, 1, 0.8, 1, 1],
  queen: [1, 0, 0.8, 1, 1],
  man: [0.2, 1, 0.3, 0.2, 0.3],
  woman: [0.2, 0, 0.3, 0.2, 0.3],
  boy: [0, 1, 0.1, 0, 0.1],
  girl: [0, 0, 0.1, 0, 0.1],
};
const vectors = new KeyedVectors(Object.keys(words), Float32Array.from(Object.values(words).flat()), 5);

console.log("man and woman:", vectors.similarity("man", "woman").toFixed(3));
const sum = { positive: ["king", "woman"], negative: ["man"] };
console.log("king − man + woman:", vectors.mostSimilar(sum, { topn: 2 }));
