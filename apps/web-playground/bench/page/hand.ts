import type { CDPSession, Page } from "playwright-core";

const pace = 8; // milliseconds: a hand on a mouse is told 125 times a second
const ahead = 4; // moves that the browser has not taken yet
const sweep = 500; // milliseconds from one end to the other, so that a slider's value differs in each frame

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Holds the mouse button down at `from`, and moves to `to` and back for some seconds. */
export async function drag(page: Page, from: Place, to: Place, seconds: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const began = performance.now();
  let under = 0;
  for (let now = 0; now < 1000 * seconds; now = performance.now() - began) {
    const share = 1 - Math.abs(1 - ((now / sweep) % 2));
    under++;
    void move(session, from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)).finally(() => under--);
    do await page.waitForTimeout(pace);
    while (under >= ahead);
  }
  await page.mouse.up();
  await session.detach();
}

/** What playwright's own does, without waiting until the page has seen it. */
function move(session: CDPSession, x: number, y: number): Promise<unknown> {
  return session
    .send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y, button: "left", buttons: 1 })
    .catch(() => {});
}
