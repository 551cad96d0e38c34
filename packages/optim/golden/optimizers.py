"""Trajectories of PyTorch's optimisers in float64 on one small problem, and values of learning-rate schedules.

The loss is mean((x W + b - y)^2) + quartic (sum(W^4) + sum(b^4)), with mean over all elements; every number of the
problem is a multiple of 1/64, so float32 holds it exactly. For step t = 1 ... 100: losses[t - 1] is the loss before
the step, gradNorms[t - 1] the norm of all gradients before they are clipped, parameters[t] what the step left.

Run: python3 optimizers.py > optimizers.json (needs torch), then biome format --write optimizers.json
"""

import json
import math

import torch

SEED = 0
STEPS = 100
KEPT = (1, 2, 10, 50, 100)
QUARTIC = 0.0625
torch.manual_seed(SEED)


def sixty_fourths(*shape):
    return torch.round(torch.randn(*shape, dtype=torch.float64) * 64) / 64


X, Y, W0, B0 = sixty_fourths(6, 3), sixty_fourths(6, 4), sixty_fourths(3, 4), sixty_fourths(4)


def loss_of(W, b):
    return ((X @ W + b - Y) ** 2).mean() + QUARTIC * ((W**4).sum() + (b**4).sum())


def snake(options):
    return {"".join("_" + c.lower() if c.isupper() else c for c in key): value for key, value in options.items()}


def trajectory(name, optimizer, options, groups=None, clip_norm=None):
    """`groups` gives each named parameter its own options; `options` holds what all share."""
    W, b = W0.clone().requires_grad_(), B0.clone().requires_grad_()
    named = {"W": W, "b": b}
    groups = groups or [{"parameters": ["W", "b"]}]
    torch_groups = [
        {"params": [named[n] for n in g["parameters"]], **snake({k: v for k, v in g.items() if k != "parameters"})}
        for g in groups
    ]
    optim = getattr(torch.optim, optimizer)(torch_groups, **snake(options))
    losses, norms, kept = [], [], {}
    for step in range(1, STEPS + 1):
        optim.zero_grad()
        loss = loss_of(W, b)
        loss.backward()
        losses.append(loss.item())
        if clip_norm is not None:
            norms.append(float(torch.nn.utils.clip_grad_norm_([W, b], clip_norm)))
        optim.step()
        if step in KEPT:
            kept[step] = {"W": W.detach().flatten().tolist(), "b": b.detach().tolist()}
    case = {"name": name, "optimizer": optimizer, "options": options, "groups": groups}
    if clip_norm is not None:
        case |= {"clipNorm": clip_norm, "gradNorms": norms}
    return case | {"losses": losses, "finalLoss": loss_of(W, b).item(), "parameters": kept}


CASES = [
    trajectory("sgd", "SGD", {"lr": 0.05}),
    trajectory("sgd momentum", "SGD", {"lr": 0.05, "momentum": 0.9}),
    trajectory("sgd nesterov", "SGD", {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    trajectory("sgd weight decay", "SGD", {"lr": 0.05, "weightDecay": 0.1}),
    trajectory("sgd everything", "SGD", {"lr": 0.02, "momentum": 0.8, "nesterov": True, "weightDecay": 0.05}),
    trajectory("adam defaults", "Adam", {}),
    trajectory("adam weight decay", "Adam", {"lr": 0.02, "weightDecay": 0.1}),
    trajectory("adam betas", "Adam", {"lr": 0.02, "betas": [0.8, 0.95], "eps": 1e-6}),
    trajectory("adamw defaults", "AdamW", {}),
    trajectory(
        "adamw two groups",
        "AdamW",
        {"betas": [0.9, 0.95]},
        [{"parameters": ["W"], "lr": 0.03, "weightDecay": 0.2}, {"parameters": ["b"], "lr": 0.01, "weightDecay": 0}],
    ),
    trajectory("adamw clipped", "AdamW", {"lr": 0.03, "weightDecay": 0.1}, clip_norm=0.5),
]


def warm_up_cosine(step, lr, warmup, total, lowest):
    """Linear from 0 at step 0 to lr at step `warmup`, then half a cosine down to `lowest` at step `total`, then flat."""
    if step < warmup:
        return lr * step / warmup
    progress = min(1, (step - warmup) / max(1, total - warmup))
    return lowest + (lr - lowest) * 0.5 * (1 + math.cos(math.pi * progress))


def scheduled(lr, warmup, total, lowest):
    """The same through torch.optim.lr_scheduler.LambdaLR, at the optimiser's steps 0, 1, ..., total + 2."""
    optim = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    schedule = torch.optim.lr_scheduler.LambdaLR(optim, lambda step: warm_up_cosine(step, lr, warmup, total, lowest) / lr)
    values = []
    for _ in range(total + 3):
        values.append(optim.param_groups[0]["lr"])
        optim.step()
        schedule.step()
    return values


def sequential(lr, warmup, total, lowest, start):
    """LinearLR from start*lr to lr over `warmup` steps, then CosineAnnealingLR to `lowest`, by SequentialLR."""
    optim = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    schedulers = torch.optim.lr_scheduler
    linear = schedulers.LinearLR(optim, start_factor=start, total_iters=warmup)
    cosine = schedulers.CosineAnnealingLR(optim, T_max=total - warmup, eta_min=lowest)
    schedule = schedulers.SequentialLR(optim, [linear, cosine], milestones=[warmup])
    values = []
    for _ in range(total + 1):
        values.append(optim.param_groups[0]["lr"])
        optim.step()
        schedule.step()
    return values


def schedule_case(name, make, **options):
    return {"name": name, "options": options, "values": make(**options)}


SCHEDULES = [
    schedule_case("warm-up from 0, cosine to 0", scheduled, lr=0.1, warmup=10, total=50, lowest=0.0),
    schedule_case("warm-up from 0, cosine to a tenth", scheduled, lr=6e-4, warmup=5, total=40, lowest=6e-5),
    schedule_case("no warm-up", scheduled, lr=0.01, warmup=0, total=20, lowest=0.0),
    schedule_case("LinearLR then CosineAnnealingLR", sequential, lr=0.1, warmup=10, total=50, lowest=0.01, start=0.1),
]


def compact(value):
    return json.dumps(value, separators=(",", ":"))


head = {"source": f"torch {torch.__version__}, float64", "script": "optimizers.py", "seed": SEED}
problem = {
    "loss": "mean((x W + b - y)^2) + quartic (sum(W^4) + sum(b^4))",
    "shapes": {"x": [6, 3], "y": [6, 4], "W": [3, 4], "b": [4]},
    "quartic": QUARTIC,
    **{name: value.flatten().tolist() for name, value in {"x": X, "y": Y, "W": W0, "b": B0}.items()},
}
print(compact(head)[:-1] + ',\n"problem":' + compact(problem), end="")
for key, items in (("cases", CASES), ("schedules", SCHEDULES)):
    print(f',\n"{key}":[\n' + ",\n".join(compact(item) for item in items) + "\n]", end="")
print("}")
