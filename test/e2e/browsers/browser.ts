/**
 * What the tests know of a browser. Chromium (Playwright) and Firefox (WebDriver BiDi) implement it alike,
 * so that each test is written once and runs in both.
 */

import type { LabHost } from '../../lab/start-lab.ts';

/** A function that runs in a document; it sees nothing of the test's scope, only its JSON arguments. */
export type InDocument<A extends unknown[], R> = (...args: A) => R | Promise<R>;

export interface WaitOptions {
  /** Milliseconds; generous by default, because test machines are noisy. */
  timeout?: number;
  /** What the test waits for, in words, for the error. */
  what?: string;
}

/** A document: a page's own, or that of one of its frames. */
export interface DocumentHandle {
  url(): Promise<string>;
  evaluate<A extends unknown[], R>(run: InDocument<A, R>, ...args: A): Promise<R>;
  /** Asks again until the answer is truthy, also across navigations; throws after the timeout. */
  waitFor<A extends unknown[], R>(
    run: InDocument<A, R>,
    args: A,
    options?: WaitOptions,
  ): Promise<NonNullable<R>>;
  /** A real mouse click in the middle of the element; open shadow roots are searched too. */
  click(selector: string): Promise<void>;
  /** Clicks the element, then presses a real key for each character. */
  type(selector: string, text: string): Promise<void>;
  /** Presses a key where the focus is: `Enter`, `Backspace`, `Control+a`. */
  press(key: string): Promise<void>;
}

export interface Page extends DocumentHandle {
  /** The browser's tab id as extensions see it; -1 without the extension. */
  readonly tabId: number;
  goto(url: string): Promise<void>;
  /** Documents of the page's frames, without the page's own. */
  frames(): Promise<DocumentHandle[]>;
  /** Makes the tab the active one. */
  bringToFront(): Promise<void>;
  /** Saves a PNG of the viewport, which gets the given size first. */
  screenshot(path: string, size?: { width: number; height: number }): Promise<void>;
  close(): Promise<void>;
}

/** A line that some script of any page, worker or extension context wrote to the console. */
export interface ConsoleLine {
  /** URL of the context, or the console's name. */
  from: string;
  text: string;
}

/** A request as the browser's network stack saw it. */
export interface NetworkRequest {
  url: string;
  /** Origin that asked for it; empty for the browser itself. */
  initiator: string;
}

export interface Badge {
  text: string;
  title: string;
}

export interface Browser {
  readonly name: BrowserName;
  readonly version: string;
  /** `chrome-extension://…/` or `moz-extension://…/`; empty without the extension. */
  readonly extensionOrigin: string;
  newPage(url?: string): Promise<Page>;
  /** Opens one of the extension's pages, e.g. `src/ui/popup/index.html?tab=3`. */
  extensionPage(path: string): Promise<Page>;
  /** Runs in a bare document of the extension's origin, with the extension's API and none of its scripts. */
  extensionEvaluate<A extends unknown[], R>(run: InDocument<A, R>, ...args: A): Promise<R>;
  extensionWaitFor<A extends unknown[], R>(
    run: InDocument<A, R>,
    args: A,
    options?: WaitOptions,
  ): Promise<NonNullable<R>>;
  badge(page: Page): Promise<Badge>;
  /** Stops the service worker or event page, as the browser does after idling. Resolves when it is gone. */
  killBackground(): Promise<void>;
  consoleLines(): Promise<ConsoleLine[]>;
  /** Paths of the files that pages had the browser save, complete ones only. */
  downloads(): Promise<string[]>;
  /** All requests since the launch. Chromium writes its log when it ends: closes the browser. */
  closeAndReadRequests(): Promise<NetworkRequest[]>;
  /** Resolves when the browser has ended by itself, e.g. because the person closed it. */
  closed(): Promise<void>;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

export type BrowserName = 'chromium' | 'firefox';

export interface LaunchOptions {
  /** Everything that the browser may reach, e.g. the lab's hosts; no other host resolves. */
  hosts: readonly LabHost[];
  /** Folder of the built extension; absent: a browser without it. */
  extension?: string;
  /**
   * `all`: the optional hosts of the manifest are granted from the start (Chrome's prompt can't be
   * automated), nothing else of the build is changed. `none`: the build as it is.
   */
  granted?: 'all' | 'none';
  headed?: boolean;
  locale?: string;
}
