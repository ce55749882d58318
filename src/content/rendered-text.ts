/**
 * Texts that the page shows, for seconds and in memory only, so that a payload which has just come in can be searched
 * for them: what the page shows and what stood readable in the payload was readable by whoever sent it. Nothing here
 * is stored or sent anywhere. Method: docs/method/rendered-text.md.
 *
 * A mutation costs one push. Texts are taken from the nodes only when a payload asks, within a budget of time.
 */
import { shadowRootOf } from '../browser/shadow-root.ts';
import type { KnownText } from '../engine/finding.ts';
import { fold } from '../engine/search/fold.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import { messageLike } from './message-like.ts';
import { TimeBudget } from './time-budget.ts';

/** A text counts for payloads that came at most this long before it, milliseconds. */
export const SHOWN_WITHIN = 1_000;
/** A copy of a payload may reach us a little after the page has shown it, milliseconds. */
const BEFORE = 150;
/** How long mutations and texts are remembered, milliseconds. */
const KEPT_FOR = 2_500;
/** Mutation records that may wait. */
const MOST_RECORDS = 1_000;
/** Texts that are offered for one payload. */
const MOST_OFFERED = 40;
/** Nodes of one mutation that are looked at. */
const MOST_NODES = 400;
/** Texts of the page that are known to have been there before, by their hash. */
const MOST_SEEN = 30_000;
/** Main-thread time for taking texts from nodes, milliseconds. */
const ALLOWANCE = { perSecond: 3, most: 6 };
/** The same for the words that are there when the page is loaded, once. */
const LOOK_AROUND = { perSecond: 0, most: 12 };

/** What stands in these is the interface, or what the person writes. */
const NOT_MESSAGES =
  'script,style,noscript,template,title,textarea,select,button,nav,[role="button"],[role="navigation"],[role="menu"],[role="menuitem"],[role="tooltip"],[role="heading"],[role="banner"],[contenteditable]:not([contenteditable="false"])';

/** Elements that stand within a line of text. */
const INLINE: ReadonlySet<string> = new Set(
  'span a b i em strong u s code mark small sub sup q img bdi bdo font del ins kbd abbr cite'.split(
    ' ',
  ),
);

interface Shown extends KnownText {
  at: number;
}

interface Batch {
  at: number;
  records: readonly MutationRecord[];
}

export interface RenderedTextsParts {
  /** True for what the person typed or sent of late. */
  isOwn(folded: string): boolean;
  /** True while a payload waits for what the page shows. */
  isAwaited(): boolean;
  /** Called when the page goes out of sight: nothing is watched until it is back. */
  onHidden(): void;
  /** Milliseconds since the time origin. */
  clock?(): number;
}

export class RenderedTexts {
  readonly #parts: RenderedTextsParts;
  readonly #clock: () => number;
  readonly #budget: TimeBudget;
  readonly #observer: MutationObserver;
  readonly #roots = new Set<WeakRef<Node>>();
  readonly #known = new WeakSet<Node>();
  readonly #seen = new Set<number>();
  #batches: Batch[] = [];
  #records = 0;
  #shown: Shown[] = [];
  #count = 0;
  #forgetting = false;
  #isOn = false;

  constructor(parts: RenderedTextsParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#clock = parts.clock ?? (() => performance.now());
    this.#budget = new TimeBudget(ALLOWANCE, this.#clock);
    this.#observer = new MutationObserver((records) => this.#take(records));
    signal.addEventListener('abort', () => this.#stop(), { once: true });
    document.addEventListener('visibilitychange', () => this.#follow(), { signal });
    window.addEventListener('load', () => this.#lookAround(), { signal });
    this.#follow();
    if (document.readyState === 'complete') this.#lookAround();
  }

  /** False while the page is out of sight. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** Texts that were first shown just after `arrived` (milliseconds since the time origin), the earliest first. */
  textsAfter(arrived: number): KnownText[] {
    this.#read(arrived);
    return this.#shown
      .filter(({ at }) => at >= arrived - BEFORE && at <= arrived + SHOWN_WITHIN)
      .slice(0, MOST_OFFERED);
  }

  #follow(): void {
    if (document.visibilityState === 'hidden') {
      if (!this.#isOn) return;
      this.#stop();
      this.#parts.onHidden();
    } else if (!this.#isOn) {
      this.#isOn = true;
      this.#observe(document);
      for (const root of this.#roots) {
        const node = root.deref();
        if (node?.isConnected) this.#observe(node);
        else this.#roots.delete(root);
      }
    }
  }

  #stop(): void {
    this.#isOn = false;
    this.#observer.disconnect();
    this.#batches = [];
    this.#records = 0;
    this.#shown = [];
  }

  #observe(node: Node): void {
    this.#observer.observe(node, { childList: true, characterData: true, subtree: true });
  }

  #take(all: readonly MutationRecord[]): void {
    // What is only taken away shows nothing.
    const records = all.filter(
      ({ type, addedNodes }) => type !== 'childList' || addedNodes.length > 0,
    );
    if (records.length === 0) return;
    const at = this.#clock();
    if (!this.#parts.isAwaited()) this.#forget(at - BEFORE);
    this.#batches.push({ at, records });
    this.#records += records.length;
    while (this.#records > MOST_RECORDS && this.#batches.length > 0) {
      this.#records -= this.#batches.shift()?.records.length ?? 0;
    }
    if (this.#forgetting) return;
    this.#forgetting = true;
    // Nodes that the page has thrown away must not live on here.
    setTimeout(() => {
      this.#forgetting = false;
      this.#forget(this.#clock() - KEPT_FOR);
    }, KEPT_FOR + 100);
  }

  /** Lets go of what is older. Both lists are in the order of time. */
  #forget(before: number): void {
    let old = 0;
    while (old < this.#batches.length && (this.#batches[old]?.at ?? 0) < before) old += 1;
    for (const { records } of this.#batches.splice(0, old)) this.#records -= records.length;
    if ((this.#shown[0]?.at ?? before) < before) {
      this.#shown = this.#shown.filter(({ at }) => at >= before);
    }
  }

  /** Takes the texts from what has changed since, within the budget; what it does not cover is dropped. */
  #read(arrived: number): void {
    this.#take(this.#observer.takeRecords());
    this.#forget(Math.max(arrived - BEFORE, this.#clock() - KEPT_FOR));
    // What came after the payload first: the time may not suffice for more.
    const batches = [
      ...this.#batches.filter(({ at }) => at >= arrived),
      ...this.#batches.filter(({ at }) => at < arrived),
    ];
    this.#batches = [];
    this.#records = 0;
    if (batches.length === 0 || !this.#budget.begin()) return;
    for (const { at, records } of batches) {
      for (const { type, target, addedNodes } of records) {
        if (!this.#budget.goesOn()) break;
        for (const node of type === 'characterData' ? [target] : addedNodes) this.#visit(node, at);
      }
    }
    this.#budget.end();
  }

  #visit(node: Node, at: number): void {
    if (!node.isConnected) return;
    let looked = 0;
    for (const text of this.#textsIn(node)) {
      looked += 1;
      if (looked > MOST_NODES || (looked % 16 === 0 && !this.#budget.goesOn())) return;
      this.#show(text, at);
    }
  }

  #show(node: Text, at: number): void {
    const parent = node.parentElement;
    if (parent?.closest(NOT_MESSAGES)) return;
    const text = messageLike(node.data) ?? messageLike(lineAround(node));
    if (text === undefined || !this.#isNew(text)) return;
    if (this.#parts.isOwn(fold(text))) return;
    this.#count += 1;
    this.#shown.push({ id: `rendered:${this.#count}`, text, readableOnly: true, at });
  }

  /** Remembers the text; false when it was there before. */
  #isNew(text: string): boolean {
    const hash = hashOf(fold(text));
    if (this.#seen.has(hash)) return false;
    this.#seen.add(hash);
    if (this.#seen.size > MOST_SEEN) {
      const [oldest] = this.#seen;
      if (oldest !== undefined) this.#seen.delete(oldest);
    }
    return true;
  }

  /** Text nodes in and below a node, also in shadow roots, which are watched from then on. */
  *#textsIn(node: Node): Generator<Text> {
    if (node instanceof Text) {
      yield node;
      return;
    }
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let next: Node | null = walker.currentNode; next !== null; next = walker.nextNode()) {
      if (next instanceof Text) yield next;
      else if (next instanceof Element && next.localName.includes('-')) {
        const root = shadowRootOf(next);
        if (root === null) continue;
        if (!this.#known.has(root)) {
          this.#known.add(root);
          this.#roots.add(new WeakRef<Node>(root));
          if (this.#isOn) this.#observe(root);
        }
        yield* this.#textsIn(root);
      }
    }
  }

  /** Remembers the words that are there already, and watches the shadow roots. In one go: a message may come any moment. */
  #lookAround(): void {
    if (!document.documentElement) return;
    const budget = new TimeBudget(LOOK_AROUND, this.#clock);
    budget.begin();
    for (const node of this.#textsIn(document.documentElement)) {
      if (!budget.goesOn()) return;
      const text = messageLike(node.data) ?? messageLike(lineAround(node));
      if (text !== undefined) this.#isNew(text);
    }
  }
}

/** The line that a text node is a piece of, where words stand in bold or are links. */
function lineAround(node: Text): string {
  let element = node.parentElement;
  while (element?.parentElement && INLINE.has(element.localName)) element = element.parentElement;
  if (element === null || element.childElementCount === 0) return '';
  // Large elements are no line.
  return element.childElementCount > 40 ? '' : (element.textContent ?? '');
}

/** Shorter texts stand in many others. */
const OWN_LENGTH = 12;

/** True when a shown text is one's own, or a piece of it, or holds it. @param folded the shown text, folded */
export function isOwnText(folded: string, own: readonly string[]): boolean {
  return own.map(fold).some((text) => {
    if (text === '') return false;
    return text.includes(folded) || (text.length >= OWN_LENGTH && folded.includes(text));
  });
}

/** Texts that one payload is searched for. */
export const MOST_SEARCHED = 6;

const latin1 = new TextDecoder('latin1');

/** Of many texts the few to search a payload for: first those that stand in it as they are. */
export function likeliest(
  texts: readonly KnownText[],
  { body }: Pick<TapPayload, 'body'>,
): readonly KnownText[] {
  if (texts.length <= MOST_SEARCHED) return texts;
  const raw =
    typeof body === 'string' ? body : body instanceof ArrayBuffer ? latin1.decode(body) : '';
  const stands = ({ text }: KnownText) => formsOf(text).some((form) => raw.includes(form));
  const plain = new Set(texts.filter(stands));
  return [...plain, ...texts.filter((text) => !plain.has(text))].slice(0, MOST_SEARCHED);
}

/** As it is, in JSON, and as UTF-8 read byte by byte: the same for plain ASCII. */
function formsOf(text: string): string[] {
  if (/^[ !#-[\]-~]*$/.test(text)) return [text];
  return [text, JSON.stringify(text).slice(1, -1), latin1.decode(new TextEncoder().encode(text))];
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
