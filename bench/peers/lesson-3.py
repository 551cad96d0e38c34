"""Lesson 3 in PyTorch, as its authors would write it: weight by height and sex, mean square, gradient descent.

    lesson-3.py PEOPLE.csv [--steps 100000]     columns height, sex, weight
"""
import torch
from torch import nn

import lesson

given = lesson.options()
steps = given.steps or 100_000
table = lesson.columns(given.data)
X, y = table[:, :2], table[:, 2:]

model = nn.Linear(2, 1)
with torch.no_grad():
    model.weight.copy_(torch.tensor([[-0.14, 0.65]]))
    model.bias.fill_(0.50)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
loss_of = nn.MSELoss()


def train():
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_of(model(X), y)
        loss.backward()
        optimizer.step()


lesson.report(3, given, steps, train, lambda: [*model.weight[0].tolist(), model.bias.item()])
