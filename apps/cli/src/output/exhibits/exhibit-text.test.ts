import type { Exhibit, Picture } from "@cairn-ml/lessons";
import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { exhibitText } from "./exhibit-text.js";

const show = (exhibit: Exhibit, columns = 40, colored = false) =>
  exhibitText(exhibit, { columns, colors: picocolors.createColors(colored) });

describe("a text", () => {
  it("is wrapped, but for lines that begin with two spaces", () => {
    const text =
      "The first paragraph is a line\nthat goes on.\n\n  loss = (predicted - actual)² is longer than the width\n\nEnd.";
    expect(`\n${show({ kind: "text", title: "Why", text }, 30)}`).toMatchInlineSnapshot(`
      "
      Why
      The first paragraph is a line
      that goes on.

        loss = (predicted - actual)² is longer than the width

      End."
    `);
  });

  it("has a bold title where there are colours", () => {
    expect(show({ kind: "text", title: "Why", text: "." }, 40, true)).toBe("\u001b[1mWhy\u001b[22m\n.");
  });
});

describe("a table", () => {
  it("has numbers on the right and its note below", () => {
    const rows = [
      ["a", "4", "−2.5"],
      ["longer", "12", "1e-5"],
    ];
    const shown = show({ kind: "table", head: ["node", "value", "gradient"], rows, note: "How to read it." });
    expect(`\n${shown}`).toMatchInlineSnapshot(`
      "
      ┌────────┬───────┬──────────┐
      │ node   │ value │ gradient │
      ├────────┼───────┼──────────┤
      │ a      │     4 │     −2.5 │
      │ longer │    12 │     1e-5 │
      └────────┴───────┴──────────┘
      How to read it."
    `);
  });

  it("wraps its texts when it is too wide", () => {
    const rows = [["c", "1", "a sum hands its gradient on to both sides as it is"]];
    expect(`\n${show({ kind: "table", head: ["node", "gradient", "rule"], rows })}`).toMatchInlineSnapshot(`
      "
      ┌──────┬──────────┬────────────────────┐
      │ node │ gradient │ rule               │
      ├──────┼──────────┼────────────────────┤
      │ c    │        1 │ a sum hands its    │
      │      │          │ gradient on to     │
      │      │          │ both sides as it   │
      │      │          │ is                 │
      └──────┴──────────┴────────────────────┘"
    `);
  });

  it("comes in parts, each with the first column, when its numbers do not fit", () => {
    const head = ["step", "height", "predicted", "actual", "loss"];
    const rows = [["1", "161.00", "24.7871", "47.81357", "2286.14"]];
    expect(`\n${show({ kind: "table", head, rows })}`).toMatchInlineSnapshot(`
      "
      ┌──────┬────────┬───────────┬──────────┐
      │ step │ height │ predicted │   actual │
      ├──────┼────────┼───────────┼──────────┤
      │    1 │ 161.00 │   24.7871 │ 47.81357 │
      └──────┴────────┴───────────┴──────────┘
      ┌──────┬─────────┐
      │ step │    loss │
      ├──────┼─────────┤
      │    1 │ 2286.14 │
      └──────┴─────────┘"
    `);
  });
});

describe("heat tables", () => {
  const matrices = [
    { label: "scores", rows: ["the", "bank"], columns: ["the", "bank"], values: [[0.5, Number.NEGATIVE_INFINITY], [-1, 2]] },
    { rows: ["a"], columns: ["x"], values: [[0.25]], decimals: 1 },
    { rows: ["zeros"], columns: ["x"], values: [[0]] },
  ]; // biome-ignore format: one matrix a line

  it("stand beside each other, with grounds behind the numbers", () => {
    const shown = show({ kind: "heat", title: "Attention", matrices, note: "Dark is much." }, 60);
    expect(`\n${shown}`).toMatchInlineSnapshot(`
      "
      Attention
      scores                   x             x
             the   bank    a 0.3█   zeros 0.00
      the   0.50░    −∞
      bank −1.00▒  2.00█
      Dark is much."
    `);
  });

  it("stand below each other where there is no room", () => {
    expect(show({ kind: "heat", matrices }, 20).split("\n")).toHaveLength(7);
  });

  it("come in parts where they are too wide, names cut short", () => {
    const names = ["a word of many letters", "b", "c"];
    const wide = [{ label: "wide", rows: names, columns: names, values: [[4, 1, 1], [1, 4, 1], [1, 1, 2]], decimals: 0 }]; // biome-ignore format: one line
    expect(`\n${show({ kind: "heat", matrices: wide }, 47)}`).toMatchInlineSnapshot(`
      "
      wide
                     a word of man…               b
      a word of man…              4█              1░
      b                           1░              4█
      c                           1░              1░

      wide
                                  c
      a word of man…              1░
      b                           1░
      c                           2▒"
    `);
  });

  it("have red and blue grounds where there are colours", () => {
    const [, row] = show({ kind: "heat", matrices: [{ rows: ["r"], columns: ["a", "b"], values: [[-1, 1]] }] }, 40, true).split("\n"); // biome-ignore format: one line
    expect(row).toBe("r\u001b[38;5;231;48;5;20m −1.00 \u001b[0m\u001b[38;5;231;48;5;160m  1.00 \u001b[0m");
  });
});

describe("pictures", () => {
  const ring = (size: number, label?: string): Picture => {
    const middle = (size - 1) / 2;
    const values = Array.from({ length: size * size }, (_, i) => {
      const distance = Math.hypot((i % size) - middle, Math.floor(i / size) - middle);
      return Math.max(0, 1 - Math.abs(distance - 0.35 * size) / (0.12 * size));
    });
    return { rows: size, columns: size, values, ...(label && { label }) };
  };

  it("stand beside each other with labels below", () => {
    const shown = show({ kind: "pictures", title: "Rings", pictures: [ring(12, "one"), ring(9, "two"), ring(12)] }, 45);
    expect(`\n${shown}`).toMatchInlineSnapshot(`
      "
      Rings
         ░▄▄▄▄░        ▄▄▄▄▄        ░▄▄▄▄░
       ░▓▓▀▀▀▀▓▓░     ▓▀   ▀▓     ░▓▓▀▀▀▀▓▓░
       ▓▓      ▓▓    ░█     █░    ▓▓      ▓▓
       ▓▓      ▓▓     ▀▓▄▄▄▓▀     ▓▓      ▓▓
       ░▓▓▄▄▄▄▓▓░                 ░▓▓▄▄▄▄▓▓░
         ░▀▀▀▀░         two         ░▀▀▀▀░
          one"
    `);
  });

  it("become smaller when they are many", () => {
    const pictures = Array.from({ length: 6 }, (_, i) => ring(28, String(i)));
    expect(`\n${show({ kind: "pictures", title: "Six", pictures }, 60)}`).toMatchInlineSnapshot(`
      "
      Six
          ⢀⣀⣀⣀⣀⡀           ⢀⣀⣀⣀⣀⡀           ⢀⣀⣀⣀⣀⡀
        ⢠⣶⡿⠟⠛⠛⠻⢿⣶⡄       ⢠⣶⡿⠟⠛⠛⠻⢿⣶⡄       ⢠⣶⡿⠟⠛⠛⠻⢿⣶⡄
       ⢰⣿⠏      ⠹⣿⡆     ⢰⣿⠏      ⠹⣿⡆     ⢰⣿⠏      ⠹⣿⡆
       ⢸⣿        ⣿⡇     ⢸⣿        ⣿⡇     ⢸⣿        ⣿⡇
       ⠸⣿⣆      ⣰⣿⠇     ⠸⣿⣆      ⣰⣿⠇     ⠸⣿⣆      ⣰⣿⠇
        ⠘⠿⣷⣦⣤⣤⣴⣾⠿⠃       ⠘⠿⣷⣦⣤⣤⣴⣾⠿⠃       ⠘⠿⣷⣦⣤⣤⣴⣾⠿⠃
          ⠈⠉⠉⠉⠉⠁           ⠈⠉⠉⠉⠉⠁           ⠈⠉⠉⠉⠉⠁
            0                1                2

          ⢀⣀⣀⣀⣀⡀           ⢀⣀⣀⣀⣀⡀           ⢀⣀⣀⣀⣀⡀
        ⢠⣶⡿⠟⠛⠛⠻⢿⣶⡄       ⢠⣶⡿⠟⠛⠛⠻⢿⣶⡄       ⢠⣶⡿⠟⠛⠛⠻⢿⣶⡄
       ⢰⣿⠏      ⠹⣿⡆     ⢰⣿⠏      ⠹⣿⡆     ⢰⣿⠏      ⠹⣿⡆
       ⢸⣿        ⣿⡇     ⢸⣿        ⣿⡇     ⢸⣿        ⣿⡇
       ⠸⣿⣆      ⣰⣿⠇     ⠸⣿⣆      ⣰⣿⠇     ⠸⣿⣆      ⣰⣿⠇
        ⠘⠿⣷⣦⣤⣤⣴⣾⠿⠃       ⠘⠿⣷⣦⣤⣤⣴⣾⠿⠃       ⠘⠿⣷⣦⣤⣤⣴⣾⠿⠃
          ⠈⠉⠉⠉⠉⠁           ⠈⠉⠉⠉⠉⠁           ⠈⠉⠉⠉⠉⠁
            3                4                5"
    `);
  });

  it("are greys where there are colours", () => {
    const pictures = [{ rows: 2, columns: 1, values: [0, 1] }];
    expect(show({ kind: "pictures", title: "", pictures }, 40, true)).toBe("\u001b[38;5;232;48;5;255m▀\u001b[0m");
  });

  it("take values beyond black and white, and what is no number, for the nearest", () => {
    const pictures = [{ rows: 2, columns: 2, values: [7, Number.NaN, 7, -3] }];
    expect(show({ kind: "pictures", title: "", pictures })).toBe("█");
  });
});
