import { type Digits, gunzip, type NamedBytes, readIdxDigits } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";

/**
 * The reader's digits from the files that MNIST has, packed with gzip or not, in any order: images and labels to learn from and
 * to test with. Of one pair alone the last sixth is to test with.
 *
 * Throws: ValueError for files that are something else, or do not belong together.
 */
export async function digitsInFiles(files: readonly NamedBytes[]): Promise<Digits> {
  const unpacked = await Promise.all(
    files.map(async ({ name, bytes }) => ({ name, bytes: await gunzip(bytes, { name }) })),
  );
  const images = unpacked.filter(({ bytes }) => kindOf(bytes) === "images").sort(longestFirst);
  const labels = unpacked.filter(({ bytes }) => kindOf(bytes) === "labels").sort(longestFirst);
  const known = images.length + labels.length;
  if (known !== files.length || images.length !== labels.length || images.length < 1 || images.length > 2) {
    throw new ValueError("lesson 7", "these are not MNIST's files.", {
      given:
        unpacked.map(({ name, bytes }) => `${name} (${kindOf(bytes) ?? "something else"})`).join(", ") || "nothing",
      expected: "a file of images and one of labels, or all four: IDX, packed with gzip or not",
    });
  }
  const [train, test] = images.map((file, i) => readIdxDigits(file, labels[i]!));
  const name = images[0]!.name;
  return test ? { name, train: train!, test } : { name, ...divided(train!) };
}

const longestFirst = (a: NamedBytes, b: NamedBytes) => b.bytes.length - a.bytes.length;

function kindOf(bytes: Uint8Array): "images" | "labels" | undefined {
  const [a, b, c, d] = bytes; // 2051 or 2049, big-endian
  if (a !== 0 || b !== 0 || c !== 8) return undefined;
  return d === 3 ? "images" : d === 1 ? "labels" : undefined;
}

function divided({ images, labels }: Digits["train"]): Pick<Digits, "train" | "test"> {
  const first = labels.length - Math.max(1, Math.floor(labels.length / 6));
  const part = (begin: number, end: number) => ({
    images: images.subarray(begin * 784, end * 784),
    labels: labels.subarray(begin, end),
  });
  if (first < 1) {
    throw new ValueError("lesson 7", "there is only one picture.", { given: "1", expected: "two or more" });
  }
  return { train: part(0, first), test: part(first, labels.length) };
}
