import { beforeAll, expect, it } from "vitest";
import { capture, expectClose, init, Rng, uniform } from "../index.js";

beforeAll(async () => {
  await init();
});

const draw = (seed: number, rows: number) => uniform(new Rng(seed), [1, 2, rows, 8], -1, 1);

it.each([1, 3])("sees no more keys than are visible, of %i queries", (T) => {
  const [q, k, v] = [draw(1, T), draw(2, 40), draw(3, 40)];
  for (const visible of [T, 17, 40]) {
    const held = [k, v].map((x) => x.slice([null, null, [0, visible]]));
    const expected = q.scaledDotProductAttention(held[0]!, held[1]!, { causal: true });
    expect(q.scaledDotProductAttention(k, v, { causal: true, visible }).data()).toEqual(expected.data());
  }
});

it("asks in each replay how many are visible", () => {
  const [q, k, v] = [draw(1, 1), draw(2, 40), draw(3, 40)];
  let visible = 0;
  const step = capture(() => q.scaledDotProductAttention(k, v, { causal: true, visible: () => visible }));
  for (visible = 1; visible <= 40; visible++) {
    const expected = q.scaledDotProductAttention(k, v, { causal: true, visible });
    expectClose(step(), expected, { rtol: 0 });
  }
});
