import type { CharMLPConfig } from "@cairn-ml/models-embedding";
import { atLeast, atMost, type Check, exactly } from "../check.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import type { NamesOptions, NamesResults } from "./lesson.js";
import { type Frame, pictures } from "./letter-frames.js";
import { placesOf, vowelsSilhouette } from "./letter-map.js";
import { nameList } from "./name-list.js";
import { showLadder, showMaps, showNames, showNetwork } from "./show-names.js";
import { realWordsSuggestion, showRealWords } from "./show-real-words.js";
import { showWords } from "./show-words.js";
import { bigramRung, networkRung, newNames, trainNames } from "./train-names.js";
import { trainWords } from "./train-words.js";

export async function run(
  { steps, lr, context, hidden, wordSteps, seed }: NamesOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<NamesResults>> {
  const list = nameList(host, seed);
  const { symbols } = list;
  const small: CharMLPConfig = {
    vocabSize: symbols.length,
    contextLength: context,
    embeddingSize: 2,
    hiddenSize: hidden,
  };
  const wide: CharMLPConfig = { ...small, contextLength: context + 2, embeddingSize: 8, batchNorm: true };
  const frames: Frame[] = [];
  const training = { steps, lr, seed, host };
  const { model, history } = await trainNames(list, {
    ...{ ...training, label: "names", config: small, kept: true },
    onNote: (model, step) => void frames.push({ step, places: placesOf(model.embedding.weight, symbols) }),
  });
  const wider = await trainNames(list, { ...training, label: "names, wider", config: wide });
  const ladder = [
    bigramRung("letters counted, context 1", list),
    networkRung(`the network, context ${context}`, model, list),
    networkRung(`wider, context ${context + 2}, batch norm`, wider.model, list),
  ];
  const { names, novelShare } = newNames(model, list, seed);
  const words = await trainWords(wordSteps, seed, host);
  const real = (await host.wordVectors?.()) ?? null;
  const embedding = placesOf(model.embedding.weight, symbols);
  const silhouette = vowelsSilhouette(embedding);
  const { model: _, ...losses } = ladder[1]!;
  const results: NamesResults = {
    names: {
      ...losses,
      ...{ samples: names.slice(0, 20), novelShare, embedding },
      vowelsSilhouette: Number.isNaN(silhouette) ? null : silhouette,
      ladder,
    },
    cbow: {
      vocabulary: words.windows.vocabulary.length,
      examples: words.windows.examples.length,
      ...{ parameters: words.parameters, loss: words.loss },
      pairs: words.pairs.slice(0, 20),
    },
  };
  return {
    results,
    checks: checksOf(results),
    exhibits: [
      ...showNetwork(list, small, history),
      showLadder(small, results.names),
      showNames(list, small, results.names),
      ...showMaps(frames[0]!.places, results.names),
      ...showWords(words),
      ...showRealWords(real),
    ],
    suggestions: [realWordsSuggestion(real), ...suggestions],
    frames: pictures(frames),
  };
}

function checksOf({ names, cbow }: NamesResults): Check[] {
  const [counted, network, wider] = names.ladder;
  return [
    exactly("names.parameters", names.parameters, 3481, "numbers that are learned, names"),
    atMost("names.devLoss", names.devLoss, 2.6, "loss on names for development, nats"),
    atMost("names.ladder.1.devLoss", network!.devLoss, counted!.devLoss, "… at most that of letters counted"),
    atMost("names.ladder.2.devLoss", wider!.devLoss, network!.devLoss, "… of the wider one: at most the network's"),
    exactly("names.samples.length", names.samples.length, 20, "new names"),
    atLeast("names.vowelsSilhouette", names.vowelsSilhouette ?? Number.NaN, 0, "vowels together: silhouette"),
    exactly("cbow.vocabulary", cbow.vocabulary, 52, "different words"),
    exactly("cbow.examples", cbow.examples, 57, "words with two on both sides"),
    exactly("cbow.parameters", cbow.parameters, 12_236, "numbers that are learned, words"),
    atLeast("cbow.pairs.0.cosine", cbow.pairs[0]!.cosine, 0.5, "cosine of the closest pair"),
  ];
}

const suggestions: readonly Suggestion[] = [
  { what: "Watch the letters move: pictures of the map, step by step", command: "lesson 9 --frames letters" },
  {
    what: "A single letter of context, as in lesson 1: can a network do more than counting?",
    command: "lesson 9 --context 1",
  },
  { what: "Ten times as many steps: which losses still fall, and which rise?", command: "lesson 9 --steps 100000" },
  { what: "Another beginning: do the vowels come together again?", command: "lesson 9 --seed 1" },
  {
    what: "Your own list, a name on each line: of villages, of plants, of what you like",
    command: "lesson 9 --from names.txt",
  },
];
