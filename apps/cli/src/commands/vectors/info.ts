import { describeVectors } from "@cairn-ml/models-embedding/node";
import { grouped } from "../../output/text.js";
import { printDocument, shown, vectorsFile } from "./open.js";

export interface InfoOptions {
  readonly vectors?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

/** `cairn vectors info`: what a file holds. */
export async function info({ vectors, limit, json }: InfoOptions): Promise<void> {
  const { format, count, dim, first, last } = await describeVectors(vectorsFile(vectors), {
    ...(limit !== undefined && { limit }),
  });
  if (json) {
    const plain = ({ word, vector }: typeof first) => ({ word, vector: [...vector] });
    printDocument({ format, count, dim, first: plain(first), last: plain(last) });
    return;
  }
  const start = ({ word, vector }: typeof first) =>
    `${shown(word)}  ${[...vector.slice(0, 6)].map((value) => value.toPrecision(4)).join(" ")}${dim > 6 ? " …" : ""}`;
  process.stdout.write(
    `${grouped(count)} words of ${dim} numbers each, in the format ${format}\n` +
      `first  ${start(first)}\nlast   ${start(last)}\n`,
  );
}
