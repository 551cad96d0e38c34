import { LinearRegression } from "@cairn-ml/models-classic";
import { init } from "@cairn-ml/tensor";

await init();
const heights = [[150], [160], [170], [180]]; // cm
const weights = [48, 51, 54, 58]; // kg

// weight = c · height, and c is found by walking downhill. Twice this rate still arrives; try four times.
const model = new LinearRegression({ lr: 1e-5, steps: 15, fitIntercept: false });
const onPoint = ({ step, loss }: { readonly step: number; readonly loss?: number }) =>
  console.log(`step ${step}: c = ${model.coefficients[0]!.toFixed(4)}, loss before it ${loss!.toFixed(2)}`);
await model.fit(heights, weights, { logEvery: 1, callbacks: { onPoint } });

console.log(`somebody of 162 cm: ${model.predict([[162]])[0]!.toFixed(1)} kg`);
