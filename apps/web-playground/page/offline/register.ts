const key = "cairn-isolated"; // that it was tried in this tab

/**
 * Keeps the page for use without a network. Where the host sets no headers for threads, the page is loaded once more, by then with those
 * of the service worker. A browser that has none, or forbids it, goes without.
 */
export async function register(): Promise<void> {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  try {
    const registration = await navigator.serviceWorker.register("./service-worker.js");
    if (window.crossOriginIsolated || sessionStorage.getItem(key)) return;
    await navigator.serviceWorker.ready;
    if (!registration.active) return;
    sessionStorage.setItem(key, "tried");
    location.reload();
  } catch (error) {
    console.info(`The page is not kept for use without a network: ${error}`);
  }
}
