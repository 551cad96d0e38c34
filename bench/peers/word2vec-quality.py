"""Trains word2vec by gensim as packages/models-embedding/bench/word2vec-quality.ts does, and prints how good the vectors are, a line of JSON each.

    python3 word2vec-quality.py CORPUS.txt.gz WORDSIM.tsv QUESTIONS.txt [--threads N] [--words N] [--seeds N]
"""
import argparse
import gzip
import json
import time

import gensim
from gensim.models import Word2Vec

parser = argparse.ArgumentParser()
parser.add_argument("corpus")
parser.add_argument("pairs")
parser.add_argument("questions")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--words", type=int)
parser.add_argument("--seeds", type=int, default=3)
given = parser.parse_args()

with gzip.open(given.corpus, "rt", encoding="latin-1") as file:
    words = file.read().split()[: given.words]
sentences = [words[i : i + 1000] for i in range(0, len(words), 1000)]

for sg in (1, 0):
    for seed in range(1, given.seeds + 1):
        model = Word2Vec(sg=sg, seed=seed, workers=given.threads)
        model.build_vocab(sentences)
        began = time.perf_counter()
        seen, _ = model.train(sentences, total_examples=model.corpus_count, epochs=model.epochs)[::-1]
        seconds = time.perf_counter() - began
        spearman = model.wv.evaluate_word_pairs(given.pairs)[1][0]
        accuracy, sections = model.wv.evaluate_word_analogies(given.questions)
        asked = sum(len(sections[-1][kind]) for kind in ("correct", "incorrect"))
        print(json.dumps({
            "workload": "w8-word2vec-quality", "peer": "gensim", "version": gensim.__version__,
            "metric": "skip-gram" if sg else "CBOW", "seed": seed, "threads": given.threads, "wordsPerSecond": round(seen / seconds),
            "wordSim": round(100 * spearman, 2), "analogies": round(100 * accuracy, 2), "questions": asked,
        }), flush=True)
