"""What the scripts beside this one share: their options, the clock, and the line that they print."""
import argparse, csv, json, time

import torch


def options(**more):
    """data: what to learn from; steps: how many are run and timed; threads: those of PyTorch."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(0)
    return given


def columns(path):
    """A CSV file with a header, as a tensor (N, columns)."""
    with open(path, newline="") as file:
        return torch.tensor([[float(cell) for cell in row] for row in list(csv.reader(file))[1:]])


def report(lesson, given, steps, train, learned):
    """Runs `train`, and prints how long a step took and what was learned."""
    began = time.perf_counter()
    train()
    seconds = time.perf_counter() - began
    print(json.dumps({
        "workload": f"lesson-{lesson}", "peer": "torch", "version": torch.__version__, "threads": given.threads,
        "metric": "a step in fit", "value": float("%.5g" % (1e6 * seconds / steps)), "unit": "µs/step", "n": 1,
        "note": f"{steps} steps", "learned": learned(),
    }, ensure_ascii=False), flush=True)
