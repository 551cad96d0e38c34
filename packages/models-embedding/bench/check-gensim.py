"""What gensim makes of a folder of vectors: reads every format that was written there, writes its own, and answers questions.

    python3 check-gensim.py FOLDER        prints JSON; see src/formats/gensim.test.ts
"""
import json
import os
import sys

import numpy
from gensim.models import KeyedVectors
from gensim.models.fasttext import load_facebook_vectors

folder = sys.argv[1]


def path(name):
    return os.path.join(folder, name)


def load(name, **options):
    return KeyedVectors.load_word2vec_format(path(name), **options)


def rows(vectors):
    return [[word, [float(value) for value in vectors[word]]] for word in vectors.index_to_key]


def pairs(answers):
    return [[word, float(score)] for word, score in answers]


tables = {
    "x.bin": load("x.bin", binary=True),
    "x.txt": load("x.txt"),
    "x.vec": load("x.vec"),
    "glove": load("x.glove.txt", no_header=True),
}
kv = tables["x.bin"]
kv.save_word2vec_format(path("gensim.bin"), binary=True)
kv.save_word2vec_format(path("gensim.txt"), binary=False)
first, second, third, fourth = kv.index_to_key[:4]
accuracy, sections = kv.evaluate_word_analogies(path("questions.txt"))
mul = kv.evaluate_word_analogies(path("questions.txt"), similarity_function="most_similar_cosmul")[1]
_, spearman, unknown = kv.evaluate_word_pairs(path("pairs.tsv"))
result = {
    "tables": {name: rows(table) for name, table in tables.items()},
    "npy": numpy.load(path("x.npy")).tolist(),
    "mostSimilar": pairs(kv.most_similar(first, topn=10)),
    "analogy": pairs(kv.most_similar(positive=[second, third], negative=[first], topn=10)),
    "restricted": pairs(kv.most_similar(first, topn=5, restrict_vocab=20)),
    "cosmul": pairs(kv.most_similar_cosmul(positive=[second, third], negative=[first], topn=10)),
    "doesntMatch": kv.doesnt_match([first, second, third, fourth]),
    "similarity": float(kv.similarity(first, second)),
    "nSimilarity": float(kv.n_similarity([first, second], [third, fourth])),
    "distances": [float(value) for value in kv.distances(first)],
    "rank": int(kv.rank(first, second)),
    "closerThan": sorted(kv.closer_than(first, second)),
    "sections": [[one["section"], len(one["correct"]), len(one["correct"]) + len(one["incorrect"])] for one in sections],
    "cosmulSections": [[one["section"], len(one["correct"]), len(one["correct"]) + len(one["incorrect"])] for one in mul],
    "accuracy": accuracy,
    "spearman": float(spearman[0]),
    "unknown": unknown,
}
if os.path.exists(path("model.bin")):
    model = load_facebook_vectors(path("model.bin"))
    result["fastText"] = {word: [float(value) for value in model[word]] for word in json.load(open(path("words.json")))}
print(json.dumps(result))
