import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, type OpenedPage, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();
const text = "the cat sat on the mat. the dog sat on the log. ".repeat(20);
const config = {
  model_type: "gpt2",
  ...{ vocab_size: 20, n_positions: 16, n_embd: 8, n_layer: 1, n_head: 2, activation_function: "gelu_new" },
};
const header = JSON.stringify({ "wte.weight": { dtype: "F32", shape: [20, 8], data_offsets: [0, 640] } });
const length = Buffer.alloc(8);
length.writeBigUInt64LE(BigInt(header.length));

const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content as Buffer),
});
const settings = file("config.json", JSON.stringify(config));

describe.skipIf(!program)("no model (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  let opened: OpenedPage;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    opened = await playground.open("#/lesson/11?from=text&train=10&text=the+cat");
    await opened.play.getByRole("textbox", { name: "your text" }).fill(text);
    await opened.play.getByRole("button", { name: "Train it" }).click();
    await opened.play.getByText(/^done: it has/).waitFor();
  });
  afterAll(() => playground?.close());

  it.each([
    ["a picture", [file("cat.png", "\x89PNG\r\n\x1a\n")], /config\.json/],
    ["settings that are no JSON", [file("config.json", "{"), file("model.safetensors", "hello")], /config\.json/],
    ["weights that are none", [settings, file("model.safetensors", "hello, this is a letter")], /model\.safetensors/],
    [
      "weights that were cut off",
      [settings, file("model.safetensors", Buffer.concat([length, Buffer.from(header)]))],
      /model\.safetensors/,
    ],
  ])("in %s: the page says so, and the model before stays", async (_, files, said) => {
    const { page, play, problems } = opened;
    const alert = play.getByRole("alert");
    await page.setInputFiles(".gpt2 .file-drop input[type=file] >> nth=0", files);
    await alert.getByText(said).waitFor();
    await play.getByRole("textbox", { name: "The text so far" }).fill("the dog");
    await play.getByText("take “").first().waitFor();
    await play.getByRole("button", { name: "Let it write" }).click();
    await page.waitForURL(/text=the\+dog./);
    await play.getByRole("button", { name: "Let it write" }).waitFor();
    expect(problems).toEqual([]);
  });
});
