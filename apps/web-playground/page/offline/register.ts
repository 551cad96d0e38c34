const key = "cairn-isolated"; // that it was tried in this tab

/**
 * Keeps the page for use without a network. Where the host sets no headers for threads, the page is loaded once more, by then with those
 * of the service worker. A browser that has none, or forbids it, goes without. Resolves to what the reader is to know, if anything.
 */
export async function register(): Promise<string | undefined> {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  try {
    const registration = await navigator.serviceWorker.register("./service-worker.js");
    const { installing } = registration;
    if (installing && !(await isInstalled(installing)) && !registration.active) {
      return "This page could not be kept for use without a network: the browser has no room for it, or a file did not load.";
    }
    if (window.crossOriginIsolated || sessionStorage.getItem(key)) return;
    await navigator.serviceWorker.ready;
    if (!registration.active) return;
    sessionStorage.setItem(key, "tried");
    location.reload();
  } catch (error) {
    console.info(`The page is not kept for use without a network: ${error}`);
  }
}

/** Whether it gets so far. One that fails, for want of room for instance, tells no more than that it is of no use. */
function isInstalled(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => resolve(worker.state !== "redundant"), { once: true });
  });
}
