import type { Package } from "./packages.ts";
import { scope } from "./packages.ts";

/** The stones of docs/architecture.md, lowest first, each with those that it rests on. */
const restsOn: Record<string, readonly string[]> = {
  kernels: [],
  tensor: ["kernels"],
  autograd: ["tensor"],
  nn: ["autograd"],
  optim: ["autograd"],
  tokenizers: [],
  data: ["tensor", "tokenizers"],
  train: ["autograd", "optim", "data"],
  tfjs: ["tensor"],
  "models-classic": ["train", "nn", "tokenizers"],
  "models-embedding": ["train", "nn", "tokenizers"],
  "models-gpt": ["train", "nn", "tokenizers"],
  lessons: ["models-classic", "models-embedding", "models-gpt"],
  plots: ["lessons"],
};

/** What one app starts of another: the command line serves the page that the playground built. */
const starts: Record<string, readonly string[]> = { cli: ["web-playground"] };

/** Everything below a package; undefined when the picture does not show it. Apps may use every package. */
export function below({ id, isApp }: Pick<Package, "id" | "isApp">): ReadonlySet<string> | undefined {
  if (isApp) return new Set([...Object.keys(restsOn), ...(starts[id] ?? [])]);
  if (!restsOn[id]) return undefined;
  const found = new Set<string>();
  const collect = (name: string) => {
    for (const stone of restsOn[name] ?? []) {
      found.add(stone);
      collect(stone);
    }
  };
  collect(id);
  return found;
}

/** The packages of this workspace that a package.json names, without the scope. */
export function arrows({ manifest }: Package): string[] {
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter((name) => name.startsWith(scope))
    .map((name) => name.slice(scope.length));
}

/** The dependency picture as text, top to bottom, as the package.json files have it now. */
export function draw(packages: readonly Package[]): string {
  const order = Object.keys(restsOn);
  const height = ({ id, isApp }: Package) => (isApp ? order.length : order.indexOf(id));
  const width = Math.max(0, ...packages.map(({ id }) => id.length));
  return [...packages]
    .sort((a, b) => height(b) - height(a))
    .map((stone) => `  ${stone.id.padEnd(width)} -> ${arrows(stone).join(", ") || "(nothing)"}`)
    .join("\n");
}
