import { defaultOf, type Lesson, type LessonOption } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { labelOf } from "./option-labels.js";
import { optionsForPage, problemOf } from "./option-values.js";
import "../styles/controls.css";

interface ControlsProps {
  readonly lesson: Lesson;
  /** The options that the play takes as well; the others change the lesson's run alone. */
  readonly ofPlay: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  onChange(name: string, text: string): void;
}

/** A field for each option of a lesson, and one for the seed where something is drawn. They rest while something else is dragged. */
export function Controls(props: ControlsProps): JSX.Element {
  const { lesson, values } = props;
  const key = JSON.stringify(Object.keys(optionsForPage(lesson)).map((name) => values[name]));
  return useMemo(() => <Groups {...props} />, [lesson, key]);
}

function Groups({ lesson, ofPlay, ...rest }: ControlsProps): JSX.Element {
  const options = Object.entries(optionsForPage(lesson));
  const groups = [
    ["Change", options.filter(([name]) => ofPlay.includes(name))],
    ["Change in the lesson's run below, and in nothing above", options.filter(([name]) => !ofPlay.includes(name))],
  ] as const;
  return (
    <>
      {groups.map(
        ([legend, options]) =>
          options.length > 0 && <ControlGroup key={legend} legend={legend} options={options} {...rest} />,
      )}
    </>
  );
}

interface ControlGroupProps extends Pick<ControlsProps, "values" | "onChange"> {
  readonly legend: string;
  readonly options: readonly (readonly [name: string, option: LessonOption])[];
}

function ControlGroup({ legend, options, values, onChange }: ControlGroupProps): JSX.Element {
  return (
    <fieldset class="controls">
      <legend>{legend}</legend>
      {options.map(([name, option]) => {
        const problem = problemOf(option, values[name]);
        return (
          <div key={name} class="field">
            <label for={`option-${name}`}>{labelOf(name)}</label>
            <Field
              name={name}
              option={option}
              text={values[name]}
              wrong={!!problem}
              onText={(text) => onChange(name, text)}
            />
            <span id={`about-${name}`} class={problem ? "error" : "note"} role={problem ? "alert" : undefined}>
              {problem ?? option.about}
            </span>
          </div>
        );
      })}
    </fieldset>
  );
}

interface FieldProps {
  readonly name: string;
  readonly option: LessonOption;
  readonly text: string | undefined;
  readonly wrong: boolean;
  onText(text: string): void;
}

function Field({ name, option, text, wrong, onText }: FieldProps): JSX.Element {
  const shown = text ?? String(defaultOf(option) ?? "");
  const same = { id: `option-${name}`, "aria-describedby": `about-${name}`, "aria-invalid": wrong };
  switch (option.kind) {
    case "flag":
      return (
        <input
          {...same}
          type="checkbox"
          checked={shown === "true"}
          onChange={({ currentTarget }) => onText(String(currentTarget.checked))}
        />
      );
    case "choice":
      return (
        <select {...same} value={shown} onChange={({ currentTarget }) => onText(currentTarget.value)}>
          {option.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      );
    case "integer":
    case "number":
      return (
        <input
          {...same}
          type="number"
          step="any"
          value={shown}
          min={option.least}
          max={option.most}
          onChange={({ currentTarget }) => onText(currentTarget.value)}
        />
      );
    default:
      return (
        <input {...same} type="text" value={shown} onChange={({ currentTarget }) => onText(currentTarget.value)} />
      );
  }
}
