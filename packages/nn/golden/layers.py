"""Outputs and gradients of PyTorch's layers in float64.

Every input is a multiple of 1/256, so float32 holds it exactly. Each case has the layer's parameters (weights stored
(in, out)), its input x, its output y, and the gradients of sum(y * dy): dx, and `grads` by the parameters' names.

Run: python3 layers.py > layers.json (needs torch), then biome format --write layers.json
"""

import json
import math

import torch
import torch.nn.functional as F

SEED = 0
torch.manual_seed(SEED)


def sixty_fourths(*shape):
    return torch.round(torch.randn(*shape, dtype=torch.float64) * 64) / 64


def array(x):
    return {"shape": list(x.shape), "values": x.detach().reshape(-1).tolist()}


def case(name, f, x, **parameters):
    """`parameters` use __ where the name has a dot."""
    named = {key.replace("__", "."): value.requires_grad_() for key, value in parameters.items()}
    real = x.is_floating_point()
    if real:
        x.requires_grad_()
    y = f(x, **parameters)
    dy = sixty_fourths(*y.shape)
    (y * dy).sum().backward()
    return {
        "name": name,
        "parameters": {key: array(value) for key, value in named.items()},
        "x": array(x),
        "y": array(y),
        "dy": array(dy),
        "dx": array(x.grad) if real else None,
        "grads": {key: array(value.grad) for key, value in named.items()},
    }


def attention(heads):
    def forward(x, c_attn__weight, c_attn__bias, c_proj__weight, c_proj__bias):
        B, T, C = x.shape
        q, k, v = (x @ c_attn__weight + c_attn__bias).split(C, dim=2)
        q, k, v = (part.view(B, T, heads, C // heads).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(C // heads)
        scores = scores.masked_fill(torch.ones(T, T).tril() == 0, -math.inf)
        y = (F.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(B, T, C)
        return y @ c_proj__weight + c_proj__bias

    return forward


CASES = [
    case("linear", lambda x, weight, bias: F.linear(x, weight.T, bias), sixty_fourths(2, 3, 5),
         weight=sixty_fourths(5, 4), bias=sixty_fourths(4)),
    case("linear without bias", lambda x, weight: F.linear(x, weight.T), sixty_fourths(3, 5), weight=sixty_fourths(5, 4)),
    case("embedding", lambda x, weight: F.embedding(x, weight), torch.tensor([[3, 0, 3], [1, 4, 3]]),
         weight=sixty_fourths(5, 4)),
    case("layer norm", lambda x, weight, bias: F.layer_norm(x, (6,), weight, bias), sixty_fourths(2, 3, 6),
         weight=sixty_fourths(6), bias=sixty_fourths(6)),
    case("layer norm without bias", lambda x, weight: F.layer_norm(x, (6,), weight, None, 1e-3), sixty_fourths(4, 6),
         weight=sixty_fourths(6)),
    case("gelu", lambda x: F.gelu(x), sixty_fourths(3, 7) * 2),
    case("gelu by tanh", lambda x: F.gelu(x, approximate="tanh"), sixty_fourths(3, 7) * 2),
    case("attention", attention(2), sixty_fourths(2, 5, 8), c_attn__weight=sixty_fourths(8, 24) / 4,
         c_attn__bias=sixty_fourths(24), c_proj__weight=sixty_fourths(8, 8), c_proj__bias=sixty_fourths(8)),
]

print(json.dumps({
    "source": f"torch {torch.__version__}, float64: F.linear, F.embedding, F.layer_norm, F.gelu, and attention made of them",
    "script": "layers.py",
    "seed": SEED,
    "cases": CASES,
}))
