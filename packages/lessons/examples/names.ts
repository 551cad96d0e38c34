import { CharMLP, NextCharacters, sampleNames } from "@cairn-ml/models-embedding";
import { SGD } from "@cairn-ml/optim";
import { init, Rng } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";

await init();
const names = ["asha", "usha", "nisha", "disha", "aisha", "anusha", "sadhana"]; // put your own here
const symbols = [".", ...new Set(names.join(""))];
const model = new CharMLP(new Rng(0), {
  vocabSize: symbols.length,
  contextLength: 3,
  embeddingSize: 2, // a letter is a place on a map
  hiddenSize: 20,
});
const data = new NextCharacters(names, { contextLength: 3, symbols });
const optimizer = new SGD(model.trainable(), { lr: 0.1 });
const { history } = await fit({ model, optimizer, data, steps: 2000, rng: new Rng(1), logEvery: 500 });

for (const { step, loss } of history) console.log(`step ${step}: loss ${loss!.toFixed(3)}`);
console.log(sampleNames(new Rng(2), model, { count: 8, symbols }));
