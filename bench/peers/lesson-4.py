"""Lesson 4 in PyTorch, as its authors would write it: disease by sleep and exercise, log loss from logits, gradient descent.

    lesson-4.py PEOPLE.csv [--steps 1000000]    columns sleep, exercise, disease
"""
import torch
from torch import nn

import lesson

given = lesson.options()
steps = given.steps or 1_000_000
table = lesson.columns(given.data)
X, y = table[:, :2], table[:, 2:]

model = nn.Linear(2, 1)
with torch.no_grad():
    model.weight.copy_(torch.tensor([[-0.00138, 0.00648]]))
    model.bias.fill_(0.00497)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
loss_of = nn.BCEWithLogitsLoss()


def train():
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_of(model(X), y)
        loss.backward()
        optimizer.step()


lesson.report(4, given, steps, train, lambda: [*model.weight[0].tolist(), model.bias.item()])
