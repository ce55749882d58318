// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isOwnText, likeliest, MOST_SEARCHED, RenderedTexts } from './rendered-text.ts';

const MESSAGE = 'meet me at the old harbour tonight';

let lifetime: AbortController;
let now: number;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<header>Office chat of the harbour crew</header><main></main>';
  lifetime = new AbortController();
  now = 10_000;
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
  Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
});

function watch(own: readonly string[] = []) {
  const onHidden = vi.fn();
  const texts = new RenderedTexts(
    {
      isOwn: (folded) => isOwnText(folded, own),
      isAwaited: () => true,
      onHidden,
      clock: () => now,
    },
    lifetime.signal,
  );
  return { texts, onHidden };
}

/** Puts markup of the test's own into the page, as a page would, and lets the observer see it. */
async function show(html: string): Promise<HTMLElement> {
  const line = document.createElement('div');
  line.innerHTML = html;
  document.querySelector('main')?.append(line);
  await vi.advanceTimersByTimeAsync(0);
  return line;
}

const wordsOf = (texts: readonly { text: string }[]) => texts.map(({ text }) => text);

describe('what the page shows', () => {
  it('is given for the payload that came just before, under an id that is not its text', async () => {
    const { texts } = watch();
    now += 200;
    await show(`<p>${MESSAGE}</p>`);
    const found = texts.textsAfter(10_000);
    expect(found).toEqual([expect.objectContaining({ id: 'rendered:1', text: MESSAGE })]);
    // The engine prepares a search once for each object.
    expect(texts.textsAfter(10_000)[0]).toBe(found[0]);
  });

  it('is not given for payloads that came later, or long before', async () => {
    const { texts } = watch();
    now += 200;
    await show(`<p>${MESSAGE}</p>`);
    expect(texts.textsAfter(11_000)).toEqual([]);
    now += 900;
    expect(texts.textsAfter(9_000)).toEqual([]);
  });

  it('is forgotten after seconds', async () => {
    const { texts } = watch();
    await show(`<p>${MESSAGE}</p>`);
    expect(texts.textsAfter(now)).toHaveLength(1);
    now += 3_000;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(texts.textsAfter(10_000)).toEqual([]);
  });

  it('counts as one line where words are bold or links', async () => {
    const { texts } = watch();
    await show('<p>meet <b>me</b> at <a href="#">the</a> old harbour</p>');
    expect(wordsOf(texts.textsAfter(now))).toEqual(['meet me at the old harbour']);
  });

  it('counts when a text node is written anew', async () => {
    const { texts } = watch();
    const line = await show('<p>…</p>');
    const node = line.firstChild?.firstChild as Text;
    node.data = MESSAGE;
    await vi.advanceTimersByTimeAsync(0);
    expect(wordsOf(texts.textsAfter(now))).toEqual([MESSAGE]);
  });

  it('counts in shadow roots', async () => {
    const { texts } = watch();
    const host = document.createElement('chat-line');
    host.attachShadow({ mode: 'open' }).innerHTML = `<p>${MESSAGE}</p>`;
    document.querySelector('main')?.append(host);
    await vi.advanceTimersByTimeAsync(0);
    expect(wordsOf(texts.textsAfter(now))).toEqual([MESSAGE]);
    const later = document.createElement('p');
    later.textContent = 'and bring the yellow lantern with you';
    host.shadowRoot?.append(later);
    await vi.advanceTimersByTimeAsync(0);
    expect(wordsOf(texts.textsAfter(now))).toContain('and bring the yellow lantern with you');
  });
});

describe('what is no message of somebody else', () => {
  it.each([
    ['words that were there at load', '<p>Office chat of the harbour crew</p>'],
    ['a name and a time', '<p>Robin Hafen</p><time>12:30</time>'],
    ['a button', '<button>Send this message to everybody</button>'],
    ['a menu', '<div role="menu"><p>Delete this message for me</p></div>'],
    ['what is being written', '<div contenteditable="true"><p>a draft of several words</p></div>'],
    ['a script', '<script type="text/plain">these are words of a program</script>'],
  ])('%s', async (_, html) => {
    const { texts } = watch();
    await show(html);
    expect(texts.textsAfter(now)).toEqual([]);
  });

  it('what was shown before', async () => {
    const { texts } = watch();
    await show(`<p>${MESSAGE}</p>`);
    expect(texts.textsAfter(now)).toHaveLength(1);
    now += 5_000;
    await vi.advanceTimersByTimeAsync(5_000);
    await show(`<p>${MESSAGE}</p>`);
    expect(texts.textsAfter(now)).toEqual([]);
  });

  it('the echo of what was sent, also with a name or a time beside it', async () => {
    const { texts } = watch([`${MESSAGE}!`]);
    await show(`<p>${MESSAGE}!</p><p>You: ${MESSAGE}! (just now, not read yet)</p>`);
    expect(texts.textsAfter(now)).toEqual([]);
  });

  it('what is gone before anybody could read it', async () => {
    const { texts } = watch();
    const line = await show('<p>Robin is typing a message</p>');
    line.remove();
    await vi.advanceTimersByTimeAsync(0);
    expect(texts.textsAfter(now)).toEqual([]);
  });
});

describe('the watch', () => {
  it('is off while the page is out of sight, and tells so', async () => {
    const { texts, onHidden } = watch();
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(texts.isOn).toBe(false);
    expect(onHidden).toHaveBeenCalledTimes(1);
    await show(`<p>${MESSAGE}</p>`);
    expect(texts.textsAfter(now)).toEqual([]);
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    await show('<p>this one is seen again by somebody</p>');
    expect(texts.textsAfter(now)).toHaveLength(1);
  });

  it('runs no timer on a page where nothing happens', async () => {
    const { texts } = watch();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(texts.isOn).toBe(true);
  });

  it('reads no more than its time allows, and catches its breath', async () => {
    // Each look at the clock takes a tenth of a millisecond here.
    const texts = new RenderedTexts(
      {
        isOwn: () => false,
        isAwaited: () => true,
        onHidden: () => {},
        clock: () => {
          now += 0.1;
          return now;
        },
      },
      lifetime.signal,
    );
    await vi.advanceTimersByTimeAsync(1_000);
    const lines = Array.from({ length: 3_000 }, (_, at) => `<p>line number ${at} of very many</p>`);
    const began = now;
    for (const line of lines) await show(line);
    expect(texts.textsAfter(began).length).toBeLessThan(60);
    now += 3_000;
    await show(`<p>${MESSAGE}</p>`);
    expect(wordsOf(texts.textsAfter(now))).toEqual([MESSAGE]);
  });
});

it('of many texts those that stand in the payload are searched for first', () => {
  const texts = Array.from({ length: 40 }, (_, at) => ({
    id: `rendered:${at}`,
    text: `line ${at} of many "lines"`,
  }));
  const body = JSON.stringify({ text: texts[33]?.text });
  const chosen = likeliest(texts, { body });
  expect(chosen).toHaveLength(MOST_SEARCHED);
  expect(chosen[0]).toBe(texts[33]);
  const bytes = new TextEncoder().encode(body).buffer as ArrayBuffer;
  expect(likeliest(texts, { body: bytes })[0]).toBe(texts[33]);
});
