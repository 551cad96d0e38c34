import { drawDigits } from "@cairn-ml/data";
import { MLPClassifier } from "@cairn-ml/models-classic";
import { fromData, init, Rng } from "@cairn-ml/tensor";

await init();
const rng = new Rng(0);
const [train, test] = [drawDigits(rng.fork("train"), { count: 2000 }), drawDigits(rng.fork("test"), { count: 500 })];
const pixels = ({ images, labels }: typeof train) =>
  fromData(
    Float32Array.from(images, (ink) => ink / 255),
    [labels.length, 784],
  );

const network = new MLPClassifier({ hidden: [128, 64], lr: 0.001, epochs: 5, batchSize: 128 });
await network.fit(pixels(train), train.labels);
console.log(
  `${network.parameters} numbers; read right: ${(100 * network.score(pixels(test), test.labels)).toFixed(1)} %`,
);
