import { MarkovChain } from "@cairn-ml/models-classic";
import { init, Rng } from "@cairn-ml/tensor";

await init();
const words = ["banana", "ananas", "anna"];
const chain = new MarkovChain({ order: 1 }).fit(words); // counts which letter follows which

console.log(chain.symbols.join(" ")); // a point is where a word begins and ends
for (const letter of ["a", "n"]) {
  const shares = chain.predictProbabilities(letter);
  console.log(`after ${letter}:`, shares.map((share) => share.toFixed(2)).join(" "));
}
console.log(chain.sample(new Rng(0), 5)); // words that nobody has written
