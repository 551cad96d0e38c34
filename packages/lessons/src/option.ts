/** The options of a lesson, each described as data: a command line, a page and a test read them alike. */
export type OptionsOf<O> = { readonly [Name in keyof O]-?: OptionFor<NonNullable<O[Name]>> };

type OptionFor<T> = T extends boolean
  ? FlagOption
  : T extends number
    ? NumberOption
    : T extends TextFile
      ? FileOption
      : T extends readonly string[]
        ? ListOption
        : TextOption | ChoiceOption;

export type LessonOption = FlagOption | NumberOption | FileOption | ListOption | TextOption | ChoiceOption;

interface Described {
  /** What it does, in a sentence without an end mark. */
  readonly about: string;
  /** What another value changes is how much is shown, or where: the figures are still held against the published ones. */
  readonly keepsChecks?: boolean;
}

export interface NumberOption extends Described {
  readonly kind: "integer" | "number";
  readonly default?: number;
  readonly least?: number;
  readonly most?: number;
  /** Must be more than this. */
  readonly above?: number;
}

export interface FlagOption extends Described {
  readonly kind: "flag";
}

export interface TextOption extends Described {
  readonly kind: "text";
  readonly default?: string;
  /** What stands for the value in a help text: "dir". */
  readonly placeholder?: string;
}

export interface ChoiceOption extends Described {
  readonly kind: "choice";
  readonly choices: readonly string[];
  readonly default: string;
}

/** Words with commas between them. */
export interface ListOption extends Described {
  readonly kind: "list";
}

/** A file of text that the host reads. */
export interface FileOption extends Described {
  readonly kind: "file";
}

export interface TextFile {
  /** Its name, for errors. */
  readonly name: string;
  readonly text: string;
}
