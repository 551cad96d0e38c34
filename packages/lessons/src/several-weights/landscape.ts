import { conditionNumber, singularValues } from "@cairn-ml/models-classic";
import { math } from "@cairn-ml/tensor";
import type { People } from "./people.js";
import type { Axis, Landscape, Weights } from "./results.js";
import { near, start } from "./walk.js";

interface Descent {
  readonly lr: number;
  readonly steps: number;
  readonly best: Weights;
}

type Triple = readonly [number, number, number];

/**
 * The mean square is a bowl whose axes are the directions vᵢ of the singular values σᵢ of the table with a column of ones; along
 * vᵢ it is bent by λᵢ = 2 σᵢ² / N. A step of gradient descent leaves 1 - lr λᵢ of the distance to the minimum along each axis by
 * itself, so that t steps leave its power.
 *
 * Source: Nocedal & Wright 2006, "Numerical Optimization", section 3.3
 */
export function landscapeOf({ X }: People, { lr, steps, best }: Descent): Landscape {
  const table = X.map(([height, sex]): Triple => [height, sex, 1]);
  const axes = singularValues(table).map(({ value, direction }): Axis => {
    const bend = (2 * value * value) / X.length;
    return { direction: direction as unknown as Triple, bend, left: math.pow(1 - lr * bend, steps) };
  });
  const [steep, flat] = [axes[0]!, axes.at(-1)!];
  const [height, sex, bias] = flat.direction;
  const valley: Triple = [1, sex / height, bias / height];
  const away: Triple = [start.height - best.height, start.sex - best.sex, start.bias - best.bias];
  const valleyStart = Math.abs(dot(flat.direction, away) * height);
  return {
    conditionNumber: conditionNumber(table),
    axes,
    valley: named(valley),
    valleyChange: table.reduce((most, [h]) => Math.max(most, Math.abs(h + bias / height)), 0),
    valleyStart,
    foretold: foretell(axes, away, best),
    stepsNeeded: lr * steep.bend < 2 ? stepsUntil(near / valleyStart, lr * flat.bend) : null,
  };
}

/** The smallest t with (1 - share)ᵗ <= rest. */
function stepsUntil(rest: number, share: number): number {
  return rest >= 1 ? 0 : Math.ceil(math.log(rest) / math.log1p(-share));
}

function foretell(axes: readonly Axis[], away: Triple, best: Weights): Weights {
  const at: [number, number, number] = [best.height, best.sex, best.bias];
  for (const { direction, left } of axes) {
    const distance = dot(direction, away) * left;
    direction.forEach((d, j) => {
      at[j]! += distance * d;
    });
  }
  return named(at);
}

function named([height, sex, bias]: Triple): Weights {
  return { height, sex, bias };
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
