import { render } from "preact";
import { App } from "./app/app.js";
import "./styles/page.css";

render(<App />, document.getElementById("app")!);
