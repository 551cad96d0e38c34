import { readdirSync, readFileSync } from "node:fs";

/**
 * @typedef {{ name: string, group: string, parameters: { name: string, type: string }[] }} Signature
 */

const supplied = new Set(["begin", "end", "scratch"]); // by the dispatcher, not by the launch
const exported = /^export function (\w+)\(([^)]*)\): void/gm;

/** The kernels: every exported function of `assembly/*.ts`, sorted by name. Shared inner parts lie in sub-folders. */
export function readSignatures(folder) {
  /** @type {Signature[]} */
  const found = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
    const text = readFileSync(new URL(file, folder), "utf8");
    for (const [, name, list] of text.matchAll(exported)) {
      const parameters = list.split(",").map((parameter) => parameter.split(":").map((part) => part.trim()));
      found.push({
        name,
        group: file.slice(0, -3),
        parameters: parameters.filter(([name]) => name).map(([name, type]) => ({ name, type })),
      });
    }
  }
  for (const kernel of found) check(kernel);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The parameters that a launch passes. */
export function passed(kernel) {
  return kernel.parameters.filter(({ name }) => !supplied.has(name));
}

function check({ name, group, parameters }) {
  const last = parameters.slice(-2).map((parameter) => parameter.name + ": " + parameter.type);
  if (last.join(", ") !== "begin: i32, end: i32") {
    throw new Error(`assembly/${group}.ts: ${name} must end in "begin: i32, end: i32", and has "${last.join(", ")}"`);
  }
  for (const { name: parameter, type } of parameters) {
    if (!["usize", "i32", "f32"].includes(type)) {
      throw new Error(`assembly/${group}.ts: ${name}: ${parameter} is ${type}; a record holds usize, i32 and f32`);
    }
  }
}
