import type { ModelAbout, NamedFile } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { engine } from "../engine/client.js";
import { FileDrop } from "../parts/file-drop.js";
import { forgetFiles, keepFiles, keptFiles, megabytes } from "../parts/kept-files.js";

interface FilesProps {
  readonly about: ModelAbout | undefined;
  /** A model learns or writes: its place cannot be taken. */
  readonly busy: boolean;
  readonly int8: boolean;
  setInt8(int8: boolean): void;
  /** Files are read: nothing else may be begun. */
  onReading(reading: boolean): void;
  loaded(about: ModelAbout, from: string): void;
  /** The same model, its weights held in another way. */
  changed(about: ModelAbout): void;
}

interface Work {
  readonly what: string;
  readonly done?: number;
  readonly total?: number;
  stop(): void;
}

/** Models from the reader's files, and into them; kept in the browser on request. */
export function GptFiles({ about, busy, int8, setInt8, onReading, loaded, changed }: FilesProps): JSX.Element {
  const [work, setWork] = useState<Work>();
  const [said, say] = useState("");
  const [problem, setProblem] = useState<string>();
  const [kept, setKept] = useState<readonly NamedFile[]>([]);
  const [wanted, setWanted] = useState<boolean>(); // until the weights are so
  const held = useRef<ModelAbout | undefined>(undefined); // that which lies in the browser
  useEffect(() => void keptFiles().then(setKept), []);
  useEffect(
    () => () => {
      for (const play of ["load", "hold"] as const) engine.stopPlay("gpt2", play); // nobody would see what comes of it
    },
    [],
  );

  const attempt = async (begun: Work, act: (tell: (done: number, total: number) => void) => Promise<string>) => {
    setProblem(undefined);
    say("");
    setWork(begun);
    onReading(true);
    let isOver = false; // what is told may arrive after the answer, which comes another way
    try {
      say(await act((done, total) => isOver || setWork({ ...begun, done, total })));
    } catch (error) {
      if ((error as Error).name === "AbortError") say("Stopped: all is as it was.");
      else setProblem((error as Error).message);
    }
    isOver = true;
    setWork(undefined);
    onReading(false);
  };
  const dtype = int8 ? "int8" : "float32";
  const take = (files: readonly NamedFile[], from: string) =>
    attempt({ what: "it is read", stop: () => engine.stopPlay("gpt2", "load") }, async (tell) => {
      const about = await engine.ask("gpt2", "load", { files, dtype }, ({ done, total }) => tell(done, total));
      if (files === kept) held.current = about;
      loaded(about, from);
      return `${from} is loaded.`;
    });
  const hold = (int8: boolean) => {
    setInt8(int8);
    if (!about) return;
    setWanted(int8);
    const what = int8 ? "its weights are rounded" : "its weights are read again";
    void attempt({ what, stop: () => engine.stopPlay("gpt2", "hold") }, async (tell) => {
      const dtype = int8 ? "int8" : "float32";
      const now = await engine.ask("gpt2", "hold", { dtype }, ({ done, total }) => tell(done, total));
      if (about === held.current) held.current = now; // of the same files: keeping them would remove them first
      changed(now);
      return int8 ? "Its weights are int8 now." : "Its weights are float32 again.";
    }).then(() => setWanted(undefined));
  };
  const save = () =>
    attempt({ what: "the files are made", stop() {} }, async () => {
      const files = await engine.ask("gpt2", "save", {});
      for (const { name, content } of files) download(name, content as Blob);
      return "Saved. Put the files in one folder: cairn generate --model FOLDER goes on from there.";
    });
  const keep = () => {
    const stop = new AbortController();
    return attempt({ what: "it is kept", stop: () => stop.abort() }, async (tell) => {
      const files = await engine.ask("gpt2", "save", {});
      const stays = await keepFiles(files, { signal: stop.signal, tell }).finally(async () =>
        setKept(await keptFiles()),
      );
      held.current = about;
      return `Kept in this browser, until you remove it here${stays ? "" : " or the browser needs the room"}.`;
    });
  };
  const forget = async () => {
    await forgetFiles();
    held.current = undefined;
    setKept([]);
    say("Removed from this browser.");
  };
  const still = busy || work !== undefined;
  return (
    <section aria-label="files">
      <h2>Your own model</h2>
      {!still && (
        <FileDrop
          multiple
          folder="Or choose its folder:"
          onFiles={(files) => void take(named(files), "the model of your files")}
          onProblem={setProblem}
        >
          GPT-2, or any model of its kind: drop its folder here or the files in it (config.json, model.safetensors or
          .npz, and tokenizer.json or vocab.json and merges.txt), or one .gguf. They stay in your browser.
        </FileDrop>
      )}
      <p>
        <label>
          <input
            type="checkbox"
            checked={wanted ?? int8}
            disabled={still}
            onChange={({ currentTarget }) => hold(currentTarget.checked)}
          />{" "}
          weights as int8: a quarter of the memory, written faster, and rounded
        </label>
      </p>
      <p class="buttons">
        <button type="button" disabled={!about || still} onClick={save}>
          Save as files
        </button>
        <button type="button" disabled={!about || still || about === held.current} onClick={keep}>
          Keep in this browser
        </button>
        {kept.length > 0 && (
          <>
            <button type="button" disabled={still} onClick={() => take(kept, "the model that was kept")}>
              Load the kept one
            </button>
            <button type="button" disabled={still} onClick={forget}>
              Remove the kept one
            </button>
          </>
        )}
        {work && <Progress work={work} />}
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

/** How far it is, in megabytes once that is known; and a way to end it. */
function Progress({ work: { what, done, total, stop } }: { readonly work: Work }): JSX.Element {
  const isKnown = done !== undefined && total !== undefined;
  return (
    <>
      <progress aria-label={what} {...(isKnown && { value: done, max: total })} />
      <span class="note">
        {what} … {isKnown && `${megabytes(done)} of ${megabytes(total)} MB`}
      </span>
      {isKnown && (
        <button type="button" onClick={stop}>
          Stop
        </button>
      )}
    </>
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
