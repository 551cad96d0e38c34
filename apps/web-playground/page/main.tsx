import { render } from "preact";
import { App } from "./app/app.js";
import { register } from "./offline/register.js";
import "./styles/page.css";

setTimeout(() => render(<App />, document.getElementById("app")!)); // in a task of its own: loading the program is one already
addEventListener("load", async () => {
  const said = await register();
  if (said) document.body.append(noteOf(said));
});

/** What is said of the page as a whole, below it. */
function noteOf(text: string): HTMLElement {
  const footer = document.createElement("footer");
  footer.className = "note";
  footer.append(text);
  return footer;
}
