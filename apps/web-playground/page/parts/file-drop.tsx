import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { droppedFiles, filesOfModelFolder } from "./folder-files.js";
import "../styles/file-drop.css";

interface FileDropProps {
  readonly children: ComponentChildren;
  readonly multiple?: boolean;
  /** What to call a folder that may be chosen instead: of it the files of a model are taken. */
  readonly folder?: string;
  onFiles(files: readonly File[]): void;
  /** Why a folder could not be taken. */
  onProblem?(problem: string): void;
}

/** A place to drop files on, or to choose them by a click. They stay in the browser. */
export function FileDrop({ children, multiple = false, folder, onFiles, onProblem }: FileDropProps): JSX.Element {
  const [over, setOver] = useState(false);
  const take = async (find: () => File[] | Promise<File[]>) => {
    try {
      const files = await find();
      if (files.length > 0) onFiles(files);
    } catch (error) {
      onProblem?.((error as Error).message);
    }
  };
  const chosen = (input: HTMLInputElement, of: (files: File[]) => File[]) => {
    const files = [...(input.files ?? [])];
    input.value = ""; // the same file can be chosen again
    void take(() => of(files));
  };
  return (
    <fieldset
      aria-label="files"
      class={over ? "file-drop over" : "file-drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const { dataTransfer } = event;
        if (dataTransfer) void take(() => (folder ? droppedFiles(dataTransfer) : [...dataTransfer.files]));
      }}
    >
      <label>
        <span>{children}</span>
        <input
          type="file"
          multiple={multiple}
          onChange={({ currentTarget }) => chosen(currentTarget, (files) => files)}
        />
      </label>
      {folder && (
        <label>
          <span>{folder}</span>
          <input
            type="file"
            ref={(input) => {
              if (input) input.webkitdirectory = true;
            }}
            onChange={({ currentTarget }) => chosen(currentTarget, (files) => filesOfModelFolder(files.map(placed)))}
          />
        </label>
      )}
    </fieldset>
  );
}

const placed = (file: File) => ({ path: file.webkitRelativePath || file.name, file });
