import type { Exhibit } from "../exhibit.js";
import { fixed } from "../figures.js";
import { clippedLog, logLoss, logLossSlope, probabilityOf, squaredError, squaredErrorSlope } from "./log-loss.js";
import { rule } from "./people.js";

/** Whose table it is. */
export function aboutPeople(count: number, from: string | undefined): Exhibit {
  const columns = "hours of sleep a night, minutes of exercise a day, and whether the person has a disease";
  const { minutesPerHour, bound, noise, stream } = rule;
  const drawn =
    `The ten people of the series are among them. We drew the others: sleep from 2 to 8 hours, exercise from 0 to 30 minutes, and ` +
    `sick is who has ${minutesPerHour} · sleep + exercise below ${bound}, give or take some luck (a bell curve: two in three are off by less than ${noise}). ` +
    `We chose among 250 streams of random numbers: number ${stream} is used, because its people for seed 0 lead to the ` +
    "published weights. Another --seed draws other people.";
  return {
    kind: "text",
    title: "The people",
    text: from === undefined ? `${count} people: ${columns}. ${drawn}` : `${count} people from ${from}: ${columns}.`,
  };
}

/** The sigmoid, the log loss, and why no other. */
export function explanations(): Exhibit[] {
  return [sigmoid(), doctors(), curves(), extremes()];
}

function sigmoid(): Exhibit {
  const scores = [-6, -2, 0, 2, 6];
  const line = (name: string, cells: string[]) =>
    `  ${name.padEnd(13)}${cells.map((cell) => cell.padStart(8)).join("")}`;
  return {
    kind: "text",
    title: "From a score to a probability",
    text: [
      'A score can be any number. The sigmoid, 1 / (1 + e^−score), bends it into a probability; a score of 0 means "half and half":',
      [
        line(
          "score",
          scores.map((score) => fixed(score, 0)),
        ),
        line(
          "probability",
          scores.map((score) => fixed(probabilityOf(score), 4)),
        ),
      ].join("\n"),
    ].join("\n\n"),
  };
}

function doctors(): Exhibit {
  const row = (who: string, p: number, shown: string) => [
    who,
    shown,
    fixed(clippedLog(p), 2),
    fixed(-clippedLog(p), 2),
    fixed((1 - p) ** 2, 2),
  ];
  return {
    kind: "table",
    title: "How wrong? Doctors before a patient who is sick",
    head: ["the doctor is", "says: sick with p =", "ln p", "log loss −ln p", "squared error (1 − p)²"],
    rows: [
      row("fairly sure, and right", 0.9, "0.9"),
      row("unsure", 0.5, "0.5"),
      row("sure, and wrong", 0.0001, "0.0001"),
      row("certain, and wrong", 0, "0"),
    ],
    note:
      "The log loss is −ln of the probability that was given to what is true. The unsure doctor pays 0.69, the sure and wrong one " +
      "9.21. Who says 0 would pay without end, since ln 0 is −∞: many programs take 1e-15 instead, and get the −35 of the series (−34.54). " +
      "The squared error hardly tells the last two doctors from one who is a little less sure: it is never above 1.",
  };
}

function curves(): Exhibit {
  const scores = Array.from({ length: 81 }, (_, i) => -8 + i / 5);
  const [log, squared] = [logLossSlope(-8, 1), squaredErrorSlope(-8, 1)];
  return {
    kind: "plot",
    title: "Why not the squared error? What is paid for a sick person, by the score",
    x: { label: "score" },
    y: { label: "loss" },
    series: [
      { name: "log loss", mark: "line", points: scores.map((score) => [score, logLoss(score, 1)]) },
      { name: "squared error", mark: "line", points: scores.map((score) => [score, squaredError(score, 1)]) },
    ],
    note:
      "Gradient descent learns from slopes. At a score of −8, as wrong as can be, a point more of score takes " +
      `${fixed(-log, 2)} off the log loss, but only ${fixed(-squared, 4)} off the squared error: it is flat there, and a model that is ` +
      "sure and wrong would stay so.",
  };
}

function extremes(): Exhibit {
  const paid = (score: number) => `${logLoss(score, 1)} if the person is sick, ${logLoss(score, 0)} if healthy`;
  return {
    kind: "text",
    title: "Without infinities",
    text:
      "A computer rounds the probability of a score of −1000 to 0, and ln 0 is −∞. So the log loss is computed from the score itself, " +
      "max(z, 0) − z · y + ln(1 + e^−|z|) with y = 1 for sick: for a score of " +
      `1000 it is ${paid(1000)}; for −1000, ${paid(-1000)}. Nothing is clipped, and nothing is infinite.`,
  };
}
