import type { Check, Exhibit, LessonInput, Picture, Suggestion } from "@cairn-ml/lessons";
import type { Plays } from "@cairn-ml/lessons/play";

/** What the page asks for. */
export interface LessonRequest {
  readonly lesson: number;
  readonly seed: number;
  /** The options that differ from the defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly input?: LessonInput;
}

/** How far some work is. */
export interface Step {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly loss?: number;
}

/** What came of a lesson, as far as it can be sent in a message. */
export interface LessonResult {
  readonly results: object;
  readonly checks: readonly Check[];
  readonly comparisons: readonly Check[];
  readonly changed: readonly string[];
  readonly exhibits: readonly Exhibit[];
  readonly suggestions: readonly Suggestion[];
  readonly frames: readonly Picture[];
  readonly seconds: number;
}

/** The engine, and how it is run here. */
export interface EngineInfo {
  readonly device: string;
  readonly threads: number;
}

/** What the Worker offers to the page. */
export interface Engine {
  /** Takes the lock of this Worker's name, for as long as it lives. */
  hold(): Promise<void>;
  start(): Promise<EngineInfo>;
  run(request: LessonRequest, onStep: (step: Step) => void): Promise<LessonResult>;
  /** Ends the lesson that runs, after its step. */
  stop(): void;
  /** Answers a question of a lesson's play. One that is asked again ends the one before, which then fails with AbortError. */
  ask(lesson: keyof Plays, play: string, question: unknown, tell: (told: unknown) => void): Promise<unknown>;
  /** Ends what is being answered. */
  stopPlay(lesson: keyof Plays, play: string): void;
}

type Play = (question: never, host: never) => unknown;

/** The functions of a lesson's play, and what they are asked, answer and tell. */
export type PlayOf<L extends keyof Plays> = {
  [P in keyof Plays[L]]: Plays[L][P] extends Play ? P : never;
}[keyof Plays[L]];
export type Question<L extends keyof Plays, P extends PlayOf<L>> = Plays[L][P] extends (
  q: infer Q,
  host: never,
) => unknown
  ? Q
  : never;
export type Answer<L extends keyof Plays, P extends PlayOf<L>> = Plays[L][P] extends (...args: never[]) => infer A
  ? Awaited<A>
  : never;
export type Told<L extends keyof Plays, P extends PlayOf<L>> = Plays[L][P] extends (
  q: never,
  host: { tell(told: infer T): void } & infer _,
) => unknown
  ? T
  : never;
