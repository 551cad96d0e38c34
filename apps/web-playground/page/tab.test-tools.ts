import type { Browser } from "playwright-core";

/** A tab that can go to the background. Those of playwright cannot: it keeps each visible, as if it were in front. */
export interface Tab {
  /** What an expression comes to in the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** Puts it in the background, where it is frozen for a moment first, as browsers do with tabs that are long there. */
  hide(): Promise<void>;
  /** Brings it to the front. */
  show(): Promise<void>;
  close(): Promise<void>;
}

const frozenFor = 500; // milliseconds

/** Opens a tab by the DevTools protocol alone. A frozen tab is hidden, and stays so; one whose focus is emulated is shown. */
export async function openTab(browser: Browser, url: string): Promise<Tab> {
  const session = await browser.newBrowserCDPSession();
  const { targetId } = await session.send("Target.createTarget", { url });
  const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    waiting.get(answer.id)?.(answer);
  });
  const send = (method: string, params: object = {}) =>
    new Promise<Answer["result"]>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result }) => resolve(result));
      session
        .send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) })
        .catch(reject);
    });
  return {
    async evaluate<T>(expression: string) {
      const answer = await send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
      if (answer?.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
      return answer?.result?.value as T;
    },
    async hide() {
      await send("Page.setWebLifecycleState", { state: "frozen" });
      await new Promise((resolve) => setTimeout(resolve, frozenFor));
      await send("Page.setWebLifecycleState", { state: "active" });
    },
    async show() {
      await send("Emulation.setFocusEmulationEnabled", { enabled: true });
    },
    async close() {
      await session.send("Target.closeTarget", { targetId });
      await session.detach();
    },
  };
}

interface Answer {
  readonly id: number;
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: object };
}
