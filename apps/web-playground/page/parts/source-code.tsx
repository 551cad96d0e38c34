import type { JSX } from "preact";
import { useState } from "preact/hooks";

interface SourceCodeProps {
  /** The files that do it, in the order to read them, each loaded when somebody wants to read it. */
  readonly files: Readonly<Record<string, () => Promise<{ readonly default: string }>>>;
}

/** The lines of the packages that do what is to be seen. */
export function SourceCode({ files }: SourceCodeProps): JSX.Element {
  const [texts, setTexts] = useState<readonly (readonly [name: string, text: string])[]>();
  const load = async () => {
    const loading = Object.entries(files).map(async ([name, file]) => [name, (await file()).default] as const);
    setTexts(await Promise.all(loading));
  };
  return (
    <details class="source" onToggle={({ currentTarget }) => currentTarget.open && !texts && void load()}>
      <summary>The code that does it</summary>
      {texts?.map(([name, text]) => (
        <SourceFile key={name} name={name} text={text} />
      ))}
    </details>
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
