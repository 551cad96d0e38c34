"""GPT-2 in plain PyTorch, by Hugging Face's names, on a folder that saveGPT wrote: its logits beside ours, as a check that others
open the folder with the same result. It reads the files itself, so that it needs torch and numpy alone.

    python logits-in-torch.py FOLDER "1,2,3" [CAIRN...]        CAIRN: the command, by default cairn
"""
import json, math, struct, subprocess, sys
import numpy, torch
import torch.nn.functional as F


def weights_of(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    assert header.pop("__metadata__") == {"format": "pt"}  # without it transformers refuses the file
    kinds = {"F32": numpy.float32, "F64": numpy.float64}
    read = lambda t: numpy.frombuffer(data[8 + length :][t["data_offsets"][0] : t["data_offsets"][1]], kinds[t["dtype"]])
    return {name: torch.tensor(read(t).reshape(t["shape"])) for name, t in header.items()}


def forward(c, w, ids):
    p = "transformer."
    act = {"gelu_new": lambda x: F.gelu(x, approximate="tanh"), "gelu": F.gelu, "relu": F.relu}[c["activation_function"]]
    norm = lambda x, n: F.layer_norm(x, x.shape[-1:], w[n + ".weight"], w[n + ".bias"], c["layer_norm_epsilon"])
    conv = lambda x, n: x @ w[n + ".weight"] + w[n + ".bias"]  # Conv1D: (in, out)
    T, H = len(ids), c["n_head"]
    x = w[p + "wte.weight"][ids] + w[p + "wpe.weight"][:T]
    mask = torch.full((T, T), -math.inf).triu(1)
    for i in range(c["n_layer"]):
        h = f"{p}h.{i}."
        q, k, v = (y.view(T, H, -1).transpose(0, 1) for y in conv(norm(x, h + "ln_1"), h + "attn.c_attn").split(c["n_embd"], -1))
        s = q @ k.transpose(1, 2)
        if c["scale_attn_weights"]: s = s / math.sqrt(q.shape[-1])
        if c["scale_attn_by_inverse_layer_idx"]: s = s / (i + 1)
        x = x + conv(((s + mask).softmax(-1) @ v).transpose(0, 1).reshape(T, -1), h + "attn.c_proj")
        x = x + conv(act(conv(norm(x, h + "ln_2"), h + "mlp.c_fc")), h + "mlp.c_proj")
    head = w[p + "wte.weight"] if c["tie_word_embeddings"] else w["lm_head.weight"]
    return norm(x, p + "ln_f") @ head.T


folder, tokens, *command = sys.argv[1:]
config = json.load(open(f"{folder}/config.json"))
theirs = forward(config, weights_of(f"{folder}/model.safetensors"), [int(t) for t in tokens.split(",")])
ours = subprocess.check_output([*(command or ["cairn"]), "logits", "--model", folder, "--tokens", tokens, "--all", "--json"])
difference = (torch.tensor(json.loads(ours)["logits"][0]) - theirs).abs().max().item()
print(json.dumps({"folder": folder, "positions": theirs.shape[0], "largest_difference": difference, "largest_logit": theirs.abs().max().item()}))
