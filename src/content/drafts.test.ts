// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DRAFT_LIFETIME, DraftTracker } from './drafts.ts';

const TEXT = 'see you at the harbour';

/** happy-dom can't make trusted events; what the tracker must do with untrusted ones is tested below. */
function fire(target: Element, event: Event, trusted = true): void {
  Object.defineProperty(event, 'isTrusted', { value: trusted });
  target.dispatchEvent(event);
}

function setUp() {
  const lifetime = new AbortController();
  const onTrigger = vi.fn((_text: string, _at: number) => 7);
  const onCleared = vi.fn();
  const drafts = new DraftTracker({ onTrigger, onCleared }, lifetime.signal);
  const field = document.createElement('textarea');
  const button = document.createElement('button');
  document.body.append(field, button);
  const type = (text: string, trusted = true) => {
    field.value = text;
    fire(field, new InputEvent('input', { bubbles: true, composed: true }), trusted);
  };
  const press = (init: KeyboardEventInit = {}) =>
    fire(
      field,
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, ...init }),
    );
  return { drafts, field, button, type, press, onTrigger, onCleared, lifetime };
}

describe('DraftTracker', () => {
  let page: ReturnType<typeof setUp>;
  beforeEach(() => {
    vi.useFakeTimers();
    page = setUp();
  });
  afterEach(() => {
    page.lifetime.abort();
    document.body.replaceChildren();
    vi.useRealTimers();
  });
  const texts = () => page.drafts.needles(performance.now()).map((needle) => needle.text);

  it('holds what was typed', () => {
    page.type(TEXT);
    expect(texts()).toEqual([TEXT]);
  });

  it('holds nothing that a script pretends to have typed', () => {
    page.type(TEXT, false);
    expect(texts()).toEqual([]);
  });

  it('never reads a password', () => {
    const secret = document.createElement('input');
    secret.type = 'password';
    secret.value = TEXT;
    document.body.append(secret);
    fire(secret, new InputEvent('input', { bubbles: true, composed: true }));
    expect(texts()).toEqual([]);
    secret.type = 'text';
    fire(secret, new InputEvent('input', { bubbles: true, composed: true }));
    expect(texts()).toEqual([TEXT]);
  });

  it('does not take searches and log-ins for messages', () => {
    const fieldIn = (html: string) => {
      const holder = document.createElement('div');
      holder.innerHTML = html;
      document.body.append(holder);
      const field = holder.querySelector('[data-field]') as HTMLInputElement;
      field.value = TEXT;
      fire(field, new InputEvent('input', { bubbles: true, composed: true }));
      return texts();
    };
    expect(fieldIn('<input data-field type="search">')).toEqual([]);
    expect(fieldIn('<div role="search"><input data-field></div>')).toEqual([]);
    expect(fieldIn('<input data-field role="combobox">')).toEqual([]);
    expect(fieldIn('<input data-field autocomplete="username">')).toEqual([]);
    expect(fieldIn('<form><input data-field><input type="password"></form>')).toEqual([]);
    expect(
      fieldIn('<form><input data-field autocomplete="off"><button>Send</button></form>'),
    ).toEqual([TEXT]);
  });

  it('takes a text that already stood in the field for a draft only once it is edited', () => {
    page.field.value = TEXT;
    fire(page.field, new FocusEvent('focusin', { bubbles: true, composed: true }));
    expect(texts()).toEqual([]);
    fire(page.field, new KeyboardEvent('keyup', { bubbles: true, composed: true }));
    expect(texts()).toEqual([TEXT]);
  });

  it('takes Enter for a Send, and Shift+Enter or an Enter of the input method for none', () => {
    page.type(TEXT);
    page.press({ shiftKey: true });
    page.press({ isComposing: true });
    expect(page.onTrigger).not.toHaveBeenCalled();
    page.press();
    expect(page.onTrigger).toHaveBeenCalledWith(TEXT, expect.any(Number));
  });

  it('takes a click beside the field for a possible Send', () => {
    page.type(TEXT);
    fire(page.field, new MouseEvent('click', { bubbles: true, composed: true }));
    expect(page.onTrigger).not.toHaveBeenCalled();
    fire(page.button, new MouseEvent('click', { bubbles: true, composed: true }));
    expect(page.onTrigger).toHaveBeenCalledTimes(1);
  });

  it('reports a Send as done when the composer lets go of the text', () => {
    page.type(TEXT);
    page.press();
    vi.advanceTimersByTime(500);
    expect(page.onCleared).not.toHaveBeenCalled();
    page.field.value = '';
    vi.advanceTimersByTime(500);
    expect(page.onCleared).toHaveBeenCalledWith(7);
  });

  it('does not take a line break for a Send', () => {
    page.type(TEXT);
    page.press();
    page.field.value = `${TEXT}\nand more`;
    vi.advanceTimersByTime(10_000);
    expect(page.onCleared).not.toHaveBeenCalled();
  });

  it('forgets after its time', () => {
    page.type(TEXT);
    vi.advanceTimersByTime(DRAFT_LIFETIME + 1000);
    expect(texts()).toEqual([]);
  });
});
