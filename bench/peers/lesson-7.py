"""Lesson 7 in PyTorch, as its authors would write it: 784-128-64-10, ReLU, cross-entropy, Adam, batches of 128, in memory.

    lesson-7.py FOLDER [--steps 4690]           FOLDER has MNIST's four files, with gzip; 10 epochs are 4690 steps
"""
import gzip, os

import torch
from torch import nn

import lesson

given = lesson.options()
batch = 128


def idx(name):
    with gzip.open(os.path.join(given.data, name + ".gz")) as file:
        data = bytearray(file.read())
    axes = data[3]
    shape = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(axes)]
    return torch.frombuffer(data, dtype=torch.uint8, offset=4 + 4 * axes).reshape(shape)


def digits(name):
    images, labels = idx(f"{name}-images-idx3-ubyte"), idx(f"{name}-labels-idx1-ubyte")
    return images.reshape(len(images), 784).float() / 255, labels.long()


(X, y), (X_test, y_test) = digits("train"), digits("t10k")
steps_per_epoch = -(-len(X) // batch)
steps = given.steps or 10 * steps_per_epoch

model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
loss_of = nn.CrossEntropyLoss()


def train():
    for step in range(steps):
        first = step % steps_per_epoch * batch
        if first == 0:
            order = torch.randperm(len(X))
        rows = order[first:first + batch]
        optimizer.zero_grad()
        loss = loss_of(model(X[rows]), y[rows])
        loss.backward()
        optimizer.step()


def accuracy():
    with torch.no_grad():
        return [(model(X_test).argmax(1) == y_test).float().mean().item()]


lesson.report(7, given, steps, train, accuracy)
