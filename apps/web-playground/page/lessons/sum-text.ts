import type { SumUnit } from "@cairn-ml/lessons/play";

/** Units as an address has them: "1,2,0.5;1,0,-1" are weight, bias and output of two. What is no unit is left out. */
export function unitsOfText(text: string): SumUnit[] {
  return text.split(";").flatMap((part): SumUnit[] => {
    const numbers = part.split(",").map(Number);
    if (part.trim() === "" || numbers.length !== 3 || !numbers.every(Number.isFinite)) return [];
    const [weight, bias, output] = numbers as [number, number, number];
    return [{ weight, bias, output }];
  });
}

export function textOfUnits(units: readonly SumUnit[]): string {
  return units.map((unit) => [unit.weight, unit.bias, unit.output].map(short).join(",")).join(";");
}

/** To the thousandth: what was trained may be gone on with by hand. */
export const short = (value: number): number => Number(value.toFixed(3));
