"""A GPT trained by PyTorch on what Cairn wrote: the weights that it began with, its batches, its learning rates.

    python shakespeare.py FOLDER [--threads 2]

FOLDER has start.safetensors, batches.safetensors and settings.json. Prints a line of JSON: the loss of each step, and the seconds.
"""
import argparse, json, struct, time
from pathlib import Path

import torch
import torch.nn.functional as F

DTYPES = {"F32": torch.float32, "I32": torch.int32}


def read_safetensors(path):
    """The tensors of a file, by the header in front: its length in 8 bytes, then JSON with the place of each."""
    data = bytearray(path.read_bytes())
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        flat = torch.frombuffer(data, dtype=DTYPES[entry["dtype"]], offset=begin, count=(end - begin) // 4)
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors


def loss_of(w, tokens, targets, layers, heads):
    """GPT-2 without biases, the head tied to the embedding; weights are (in, out)."""
    x = w["transformer.wte.weight"][tokens] + w["transformer.wpe.weight"][: tokens.shape[1]]  # (B, T, C)
    B, T, C = x.shape
    norm = lambda x, name: F.layer_norm(x, (C,), w[f"transformer.{name}.weight"], None, 1e-5)
    for i in range(layers):
        at = lambda name: w[f"transformer.h.{i}.{name}.weight"]
        parts = (norm(x, f"h.{i}.ln_1") @ at("attn.c_attn")).split(C, dim=2)
        q, k, v = (part.view(B, T, heads, C // heads).transpose(1, 2) for part in parts)
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).reshape(B, T, C)
        x = x + mixed @ at("attn.c_proj")
        x = x + F.gelu(norm(x, f"h.{i}.ln_2") @ at("mlp.c_fc"), approximate="tanh") @ at("mlp.c_proj")
    logits = norm(x, "ln_f") @ w["transformer.wte.weight"].T
    return F.cross_entropy(logits.view(B * T, -1), targets.reshape(-1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    settings = json.loads((given.folder / "settings.json").read_text())
    w = {name: x.requires_grad_() for name, x in read_safetensors(given.folder / "start.safetensors").items()}
    batches = read_safetensors(given.folder / "batches.safetensors")
    tokens, targets = batches["tokens"].long(), batches["targets"].long()
    groups = [
        {"params": [p for p in w.values() if p.ndim >= 2], "weight_decay": settings["weightDecay"]},
        {"params": [p for p in w.values() if p.ndim < 2], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=settings["lrs"][0], betas=tuple(settings["betas"]), eps=1e-8, fused=True)
    losses = []
    began = time.perf_counter()
    for step, lr in enumerate(settings["lrs"]):
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_of(w, tokens[step], targets[step], settings["layers"], settings["heads"])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(w.values(), settings["clipNorm"])
        optimizer.step()
        losses.append(loss.item())
    seconds = time.perf_counter() - began
    print(json.dumps({"version": torch.__version__, "threads": given.threads, "seconds": seconds, "losses": losses}))


main()
