/** What each lesson adds to the one before. */
export const additions: Readonly<Record<string, string>> = {
  counting: "The simplest model that writes: count which letter follows which.",
  "one-weight": "Instead of counting: one number that is found by walking downhill.",
  "several-weights": "Several numbers at once, and how far a step may go before it all flies apart.",
  "yes-or-no": "The answer is a yes or a no, so the error is measured in another way.",
  "bent-lines": "One line cannot part everything: several of them, bent, can.",
  backpropagation: "Where the slopes of many layers come from: back along the graph, edge by edge.",
  digits: "All of it together, on pictures: a network that reads what you draw.",
  vectors: "Things become points, and what is alike stands close together.",
  names: "The points are learned from what stands beside what, and write new names.",
  attention: "Words look at each other, and change what they mean by it.",
  gpt2: "Blocks of attention, stacked: a GPT, trained here or loaded, that you can look into.",
};
