import { lessons } from "@cairn-ml/lessons";
import { table } from "../output/table.js";
import { invocation } from "../output/text.js";

/** `cairn lessons`: what there is to learn. */
export function listLessons({ json }: { json?: boolean }): void {
  if (json) {
    const list = lessons.map(({ number, name, title, idea, seconds }) => ({ number, name, title, idea, seconds }));
    process.stdout.write(`${JSON.stringify({ command: "lessons", lessons: list })}\n`);
    return;
  }
  const rows = lessons.map(({ number, name, title, seconds }) => [String(number), name, title, `${seconds} s`]);
  process.stdout.write(`${table(["lesson", "name", "what it is about", "takes"], rows, { numbers: [0, 3] })}\n`);
  process.stdout.write(`Each builds on the one before. Begin with:\n  ${invocation()} lesson ${lessons[0]!.number}\n`);
}
