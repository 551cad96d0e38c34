import type { Heat, Table } from "@cairn-ml/lessons";
import type { Choice, LayerAttention, LayerGuess } from "./look.js";

/** A matrix for each head; the columns are numbered as the rows are, for names would need more room than numbers do. */
export function attentionExhibits(
  layers: readonly LayerAttention[],
  names: readonly string[],
  { head: only }: Choice,
): Heat[] {
  const rows = names.map((name, i) => `${i} ${name}`);
  const columns = names.map((_, i) => String(i));
  return layers.map(({ layer, heads }) => ({
    kind: "heat",
    title: only === undefined ? `Layer ${layer}` : `Layer ${layer}, head ${only}`,
    matrices: heads.map((values, i) => ({
      ...(only === undefined && { label: `head ${i}` }),
      ...{ rows, columns, values: values.map((row, at) => row.slice(0, at + 1)) },
    })),
  }));
}

/** A row for each token, a column for each layer: what would come next. */
export function lensExhibit(
  layers: readonly LayerGuess[],
  names: readonly string[],
  nameOf: (token: number) => string,
): Table {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return {
    kind: "table",
    head: ["after", ...layers.map(({ layer }) => (layer === 1 ? "1 layer" : `${layer} layers`))],
    rows: names.map((name, i) => [
      name,
      ...layers.map(({ top }) => `${nameOf(top[i]!.token)} ${percent(top[i]!.probability)}`),
    ]),
    note: "What the head would say after so many layers: after none to the embeddings, after all what the model says.",
  };
}
