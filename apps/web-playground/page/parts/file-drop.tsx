import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import "../styles/file-drop.css";

interface FileDropProps {
  readonly children: ComponentChildren;
  readonly multiple?: boolean;
  onFiles(files: readonly File[]): void;
}

/** A place to drop files on, or to choose them by a click. They stay in the browser. */
export function FileDrop({ children, multiple = false, onFiles }: FileDropProps): JSX.Element {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => files && files.length > 0 && onFiles([...files]);
  return (
    <label
      class={over ? "file-drop over" : "file-drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <span>{children}</span>
      <input
        type="file"
        multiple={multiple}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          currentTarget.value = ""; // the same file can be chosen again
        }}
      />
    </label>
  );
}
