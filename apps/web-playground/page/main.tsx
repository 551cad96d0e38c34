import { render } from "preact";
import { App } from "./app/app.js";
import { register } from "./offline/register.js";
import "./styles/page.css";

render(<App />, document.getElementById("app")!);
addEventListener("load", () => void register());
