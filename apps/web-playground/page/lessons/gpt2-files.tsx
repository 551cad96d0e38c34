import type { NamedFile } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { engine } from "../engine/client.js";
import { FileDrop } from "../parts/file-drop.js";
import { forgetFiles, keepFiles, keptFiles } from "../parts/kept-files.js";

interface FilesProps {
  readonly hasModel: boolean;
  /** A model learns: its place cannot be taken. */
  readonly busy: boolean;
  load(files: readonly NamedFile[], from: string): Promise<void>;
}

/** Models from the reader's files, and into them; kept in the browser on request. */
export function GptFiles({ hasModel, busy, load }: FilesProps): JSX.Element {
  const [said, say] = useState("");
  const [problem, setProblem] = useState<string>();
  const [kept, setKept] = useState<readonly NamedFile[]>([]);
  useEffect(() => void keptFiles().then(setKept, () => {}), []);
  const attempt = async (what: string, work: () => Promise<string>) => {
    setProblem(undefined);
    say(what);
    try {
      say(await work());
    } catch (error) {
      say("");
      setProblem((error as Error).message);
    }
  };
  const take = (files: readonly NamedFile[], from: string) =>
    attempt("it is read …", async () => {
      await load(files, from);
      return `${from} is loaded.`;
    });
  const save = () =>
    attempt("the files are made …", async () => {
      const files = await engine.ask("gpt2", "save", {});
      for (const { name, content } of files) download(name, content as Blob);
      return "Saved. Put the files in one folder: cairn generate --model FOLDER goes on from there.";
    });
  const keep = () =>
    attempt("it is kept …", async () => {
      await keepFiles(await engine.ask("gpt2", "save", {}));
      setKept(await keptFiles());
      return "Kept in this browser, until you remove it here.";
    });
  const forget = () =>
    attempt("", async () => {
      await forgetFiles();
      setKept([]);
      return "Removed from this browser.";
    });
  return (
    <section aria-label="files">
      <h2>Your own model</h2>
      {!busy && (
        <FileDrop multiple onFiles={(files) => void take(named(files), "the model of your files")}>
          GPT-2, or any model of its kind: drop the files of its folder here (config.json, model.safetensors, and
          tokenizer.json or vocab.json and merges.txt). They stay in your browser.
        </FileDrop>
      )}
      <p class="buttons">
        <button type="button" disabled={!hasModel || busy} onClick={save}>
          Save as files
        </button>
        <button type="button" disabled={!hasModel || busy} onClick={keep}>
          Keep in this browser
        </button>
        {kept.length > 0 && (
          <>
            <button type="button" disabled={busy} onClick={() => take(kept, "the model that was kept")}>
              Load the kept one
            </button>
            <button type="button" onClick={forget}>
              Remove the kept one
            </button>
          </>
        )}
        <span class="note" role="status">
          {said}
        </span>
      </p>
      {problem && (
        <pre class="error" role="alert">
          {problem}
        </pre>
      )}
    </section>
  );
}

const named = (files: readonly File[]): NamedFile[] => files.map((file) => ({ name: file.name, content: file }));

function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
