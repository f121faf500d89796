"""Runs presswash and its peers on one scrape, in turns, and prints a Markdown table. See README.md."""

import argparse
import importlib.metadata
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys

import measured
from pair_score import pair_score, read_clusters

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ["rensa", "datasketch", "gaoya"]
DOES = {
    "presswash clean": "strips and finds copies",
    "presswash cluster": "finds copies",
    "rensa": "finds copies",
    "datasketch": "finds copies",
    "gaoya": "finds copies",
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000, help="of the generated scrape (100000)")
    parser.add_argument("--seed", type=int, default=1, help="of the generated scrape (1)")
    parser.add_argument("--scrape", type=pathlib.Path, help="JSON Lines to use instead of a generated scrape")
    parser.add_argument("--truth", type=pathlib.Path, help='its rows of {"id", "cluster"}; without it no F1')
    parser.add_argument("--peers", default=",".join(PEERS), help=f"of: {', '.join(PEERS)} (all)")
    parser.add_argument("--no-presswash", action="store_true", help="run the peers only")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each, in turns; the median is shown (1)")
    parser.add_argument("--threshold", type=float, default=0.5, help="Jaccard threshold of the peers (0.5)")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="for everybody (all cores)")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", help="presswash's build folder")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build/peers", help="for scrapes and results")
    options = parser.parse_args()
    options.peers = [name for name in options.peers.split(",") if name]
    unknown = set(options.peers) - set(PEERS)
    if unknown:
        parser.error(f"unknown peers: {', '.join(sorted(unknown))}; known: {', '.join(PEERS)}")
    return options


def program(build, name):
    for folder in ("tools", "corpus", "corpus/generator"):
        if (build / folder / name).is_file():
            return build / folder / name
    sys.exit(f"{name} is not built in {build}. Run: make build")


def scrape_of(options):
    """The scrape and its truth; generated when there is none of this size and seed yet."""
    if options.scrape:
        return options.scrape, options.truth
    folder = options.work / f"scrape-{options.documents}-{options.seed}"
    scrape, truth = folder / "scrape.jsonl", folder / "truth.jsonl"
    generator = program(options.build, "presswash-corpus")
    if not truth.exists() or truth.stat().st_mtime < generator.stat().st_mtime:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        made = ["--documents", str(options.documents), "--seed", str(options.seed), "-o", scrape, "--truth", truth]
        subprocess.run([generator, *made], check=True, stdout=sys.stderr)
    return scrape, truth


def commands(options, scrape):
    """Name, command and where it leaves its clusters."""
    runs = []
    if not options.no_presswash:
        for job in ("clean", "cluster"):
            out = options.work / f"presswash-{job}"
            command = [program(options.build, "presswash"), job, scrape, "-o", out, "--force", "--quiet"]
            runs.append((f"presswash {job}", [*command, "--threads", str(options.threads)], out / "clusters.jsonl"))
    for name in options.peers:
        out = options.work / f"{name}.jsonl"
        command = [sys.executable, HERE / f"peer_{name}.py", scrape, out, "--threshold", str(options.threshold)]
        runs.append((name, [*command, "--processes", str(options.threads)], out))
    return runs


def version_of(name, options):
    if name.startswith("presswash"):
        said = subprocess.run([program(options.build, "presswash"), "--version"], capture_output=True, text=True)
        return said.stdout.split()[-1] if said.stdout.split() else "?"
    return importlib.metadata.version(name)


def machine(threads):
    model = next(
        (line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {threads} of {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def run_all(options, runs):
    environment = {**os.environ, "PYTHONHASHSEED": "0", "RAYON_NUM_THREADS": str(options.threads)}
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        environment[name] = "1"
    results = {name: [] for name, _, _ in runs}
    for turn in range(options.repeat):
        for name, command, _ in runs:
            print(f"run {turn + 1} of {options.repeat}: {name}", file=sys.stderr, flush=True)
            shutil.rmtree(options.work / name.replace(" ", "-"), ignore_errors=True)  # what the turn before left
            result = measured.run(command, environment, options.work / "messages.txt")
            results[name].append(result)
            if result.exit_code != 0:
                print(f"{name} failed ({result.exit_code}):\n{result.errors[-2000:]}", file=sys.stderr)
    return results


def row(name, runs, score, documents, size, options):
    version = version_of(name, options)
    if any(run.exit_code != 0 for run in runs):
        return f"| {name} | {version} | {DOES[name]} | failed | | | | | | |"
    seconds = statistics.median(run.seconds for run in runs)
    memory = max(run.peak_bytes for run in runs) / 2**20
    scores = " | ".join(f"{value:.4f}" for value in score) if score else "| |"
    return (
        f"| {name} | {version} | {DOES[name]} | {seconds:.1f} | {documents / seconds:,.0f} | "
        f"{size / 1e6 / seconds:.1f} | {memory:,.0f} | {scores} |"
    )


def main():
    options = arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    scrape, truth_path = scrape_of(options)
    with open(scrape, "rb") as file:  # also warms the page cache for whoever comes first
        documents = sum(1 for _ in file)
    size = scrape.stat().st_size
    runs = commands(options, scrape)
    results = run_all(options, runs)

    truth = read_clusters(truth_path) if truth_path else None
    print(f"{documents:,} documents, {size / 1e6:,.1f} MB ({size / documents / 1e3:.1f} KB each). {machine(options.threads)}.")
    times = f"median of {options.repeat} runs in turns" if options.repeat > 1 else "one run"
    print(f"Peers: word 5-shingles, 128 permutations, Jaccard {options.threshold}. Time: {times}.\n")
    print("| tool | version | does | seconds | documents/s | MB/s | peak MiB | pair precision | recall | F1 |")
    print("|---|---|---|---:|---:|---:|---:|---:|---:|---:|")
    failed = False
    for name, _, clusters in runs:
        broken = any(run.exit_code != 0 for run in results[name])
        score = pair_score(truth, read_clusters(clusters)) if truth and not broken else None
        print(row(name, results[name], score, documents, size, options))
        failed |= broken
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
