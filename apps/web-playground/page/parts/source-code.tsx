import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { programs } from "./programs.js";

type Load = () => Promise<{ readonly default: string }>;
type Text = readonly [name: string, text: string];

interface SourceCodeProps {
  readonly lesson: number;
  /** The files that do it, in the order to read them, each loaded when somebody wants to read it. */
  readonly files: Readonly<Record<string, Load>>;
}

/** A program that does it and can be run elsewhere, and the lines of the packages that do what is to be seen here. */
export function SourceCode({ lesson, files }: SourceCodeProps): JSX.Element {
  const [texts, setTexts] = useState<{ readonly program: Text; readonly files: readonly Text[] }>();
  const textOf = async ([name, load]: readonly [string, Load]): Promise<Text> => [name, (await load()).default];
  const load = async () => {
    const loading = [programs[lesson]!, ...Object.entries(files)].map(textOf);
    const [program, ...others] = (await Promise.all(loading)) as [Text, ...Text[]];
    setTexts({ program, files: others });
  };
  return (
    <details class="source" onToggle={({ currentTarget }) => currentTarget.open && !texts && void load()}>
      <summary>The code that does it</summary>
      {texts && (
        <>
          <h3>A program to run yourself</h3>
          <HowToRun program={texts.program} />
          <SourceFile name={texts.program[0]} text={texts.program[1]} />
          <h3>The lines that do it in this page</h3>
          <p class="note">They are parts of the packages, and import other files of them.</p>
          {texts.files.map(([name, text]) => (
            <SourceFile key={name} name={name} text={text} />
          ))}
        </>
      )}
    </details>
  );
}

function HowToRun({ program: [name, text] }: { readonly program: Text }): JSX.Element {
  const packages = [...new Set([...text.matchAll(/from "(@cairn-ml\/[\w-]+)/g)].map(([, name]) => name!))];
  return (
    <p>
      Save it as <code>{name}</code>, then <code>npm install {packages.join(" ")}</code> and <code>node {name}</code>{" "}
      (Node 24 or newer; with an older one <code>npx tsx {name}</code>).
    </p>
  );
}

function SourceFile({ name, text }: { readonly name: string; readonly text: string }): JSX.Element {
  const [said, say] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say("copied"),
      () => say("the browser does not allow it: select the lines and copy them"),
    );
  return (
    <section aria-label={name}>
      <p>
        <code>{name}</code>{" "}
        <button type="button" onClick={copy}>
          Copy
        </button>{" "}
        <span class="note" role="status">
          {said}
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  );
}
