import type { LinearRegression, LogisticRegression, Rows, Values } from "@cairn-ml/models-classic";
import type { HistoryEntry } from "@cairn-ml/train";
import type { Host } from "./lesson.js";

interface NotedFit<Model, Note> {
  readonly label: string;
  readonly host: Host;
  /** Steps between two notes. */
  readonly logEvery: number;
  /** The model that the lesson keeps: see `TrainingMore`. */
  readonly kept?: boolean;
  make(): Model;
  note(model: Model, entry: HistoryEntry): Note;
}

/** Fits a model and notes on the way what it is then. A run that goes on where it was stopped has all notes, too. */
export async function notedFit<Model extends LinearRegression | LogisticRegression, Note>(
  X: Rows,
  y: Values,
  { label, host, logEvery, kept = false, make, note }: NotedFit<Model, Note>,
): Promise<{ model: Model; notes: Note[] }> {
  const fit = async (kept: boolean) => {
    const model = make();
    const notes: Note[] = [];
    const onPoint = (entry: HistoryEntry) => {
      notes.push(note(model, entry));
    };
    await model.fit(X, y, { ...host.training(label, { kept, callbacks: { onPoint } }), logEvery });
    host.signal.throwIfAborted();
    return { model, notes };
  };
  const { model, notes } = await fit(kept);
  const whole = notes.length === model.result!.history.length;
  return { model, notes: whole ? notes : (await fit(false)).notes }; // the same steps are the same weights, bit for bit
}
