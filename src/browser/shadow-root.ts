/** Both browsers let an extension's own script open closed shadow roots; the page's scripts can't. */

interface ShadowOpener {
  dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
}

const chromium = (globalThis as { chrome?: ShadowOpener }).chrome;

/** The element's shadow root, open or closed; null where it has none. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  try {
    const firefox = (element as { openOrClosedShadowRoot?: ShadowRoot | null })
      .openOrClosedShadowRoot;
    if (firefox !== undefined) return firefox;
    return chromium?.dom?.openOrClosedShadowRoot(element) ?? element.shadowRoot;
  } catch {
    return element.shadowRoot;
  }
}
