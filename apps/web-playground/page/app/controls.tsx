import { defaultOf, type Lesson, type LessonOption } from "@cairn-ml/lessons";
import type { JSX } from "preact";

interface ControlsProps {
  readonly lesson: Lesson;
  readonly values: Readonly<Record<string, string>>;
  onChange(name: string, text: string): void;
}

/** A field for each option of a lesson, and one for the seed. */
export function Controls({ lesson, values, onChange }: ControlsProps): JSX.Element {
  const options = Object.entries(lesson.options).filter(([, { kind }]) => kind !== "file");
  return (
    <fieldset class="controls">
      <legend>Change</legend>
      {[...options, ["seed", seed] as const].map(([name, option]) => (
        <div key={name} class="field">
          <label for={`option-${name}`} title={option.about}>
            {name}
          </label>
          <Field name={name} option={option} text={values[name]} onText={(text) => onChange(name, text)} />
        </div>
      ))}
    </fieldset>
  );
}

const seed: LessonOption = { kind: "integer", default: 0, least: 0, about: "what random numbers begin with" };

interface FieldProps {
  readonly name: string;
  readonly option: LessonOption;
  readonly text: string | undefined;
  onText(text: string): void;
}

function Field({ name, option, text, onText }: FieldProps): JSX.Element {
  const shown = text ?? String(defaultOf(option) ?? "");
  const id = `option-${name}`;
  switch (option.kind) {
    case "flag":
      return (
        <input
          id={id}
          type="checkbox"
          checked={shown === "true"}
          onChange={({ currentTarget }) => onText(String(currentTarget.checked))}
        />
      );
    case "choice":
      return (
        <select id={id} value={shown} onChange={({ currentTarget }) => onText(currentTarget.value)}>
          {option.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      );
    case "integer":
    case "number":
      return (
        <input
          id={id}
          type="number"
          step="any"
          value={shown}
          min={option.least}
          max={option.most}
          onChange={({ currentTarget }) => onText(currentTarget.value)}
        />
      );
    default:
      return <input id={id} type="text" value={shown} onChange={({ currentTarget }) => onText(currentTarget.value)} />;
  }
}
