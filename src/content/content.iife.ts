/**
 * The content script: an isolated world in the page's process. It joins the tap's copies, the drafts and the
 * engine; only findings leave it. It runs on pages that the person switched on and nowhere else.
 */
import { askBriefing, onBackgroundMessage } from '../browser/content-runtime.ts';
import type { KnownText } from '../engine/finding.ts';
import type { Briefing } from '../messages/messages.ts';
import { type ChannelKind, INSIDE_CHANNELS, type Observation } from '../messages/observation.ts';
import type {
  BackgroundMessage,
  OutsideCipher,
  OutsideSight,
} from '../messages/outside-payload.ts';
import type {
  FromWorker,
  TapChannel,
  TapMessage,
  TapPayload,
  TapWorker,
  WorkerMessage,
} from '../messages/tap-message.ts';
import { CipherLog } from './cipher-log.ts';
import { DraftTracker } from './drafts.ts';
import { watchForms } from './form-submits.ts';
import { HeldPayloads } from './held-payloads.ts';
import { type Inspection, Inspector } from './inspector.ts';
import { cipherFromOutside } from './outside-cipher.ts';
import { fromOutside } from './outside-payload.ts';
import { isOwnText, likeliest, RenderedTexts } from './rendered-text.ts';
import { Reporter } from './reporter.ts';
import { SecondWitness } from './second-witness.ts';
import { SendTracker } from './sends.ts';
import { ServiceBytes } from './service-bytes.ts';
import { receiveTap } from './tap-port.ts';
import { linksOf, type TypedText } from './typed-parts.ts';
import { type Speaker, WatchedWorkers } from './watched-workers.ts';
import { WorkQueue } from './work-queue.ts';
import { WorkerChannel } from './worker-channel.ts';
import { type HandedBy, WorkerSight } from './worker-sight.ts';

const INSIDE: ReadonlySet<ChannelKind> = new Set(INSIDE_CHANNELS);

/** The page decrypts what a socket brings within this time, milliseconds. */
const OPENED_WITHIN = 250;

/** A worker that was just started, or woken by the message itself, says within this time that it is watched, milliseconds. */
const ANNOUNCED_WITHIN = 500;

/** The tap cuts bodies here; what lies beyond was never copied. */
const MOST_CAPTURED = 4_000_000;

interface Task {
  payload: TapPayload;
  /** Taken when the payload arrived: later the composer may have forgotten. */
  needles: KnownText[];
  /** What parts of may stand in it. */
  typed: TypedText[];
  size: number;
  direction: 'out' | 'in';
  /** Only the second witness saw it: who seems to have sent it. */
  outside?: ChannelKind;
}

/** A window can outlive its first document; then the earlier script of this world steps back. */
const world = globalThis as { sealcheckStop?: () => void };
world.sealcheckStop?.();
const lifetime = new AbortController();
world.sealcheckStop = () => lifetime.abort();
lifetime.signal.addEventListener('abort', () => queue.drain(), { once: true });

let inspector: Inspector | undefined;
const beforeBriefing: (() => void)[] = [];
const reporter = new Reporter(() => lifetime.abort());

const sends = new SendTracker(
  {
    onReport: (report) => reporter.sent(report),
    fallback: () => ({
      conversation: inspector?.pageConversation() ?? '',
      platform: platformId,
    }),
    waitingSince: () => queue.oldestOut?.payload.at,
  },
  lifetime.signal,
);
const drafts = new DraftTracker(
  {
    onTrigger(text, at) {
      lookForForeignFrames();
      return sends.trigger(text, at);
    },
    onCleared: (send) => sends.confirm(send),
  },
  lifetime.signal,
);
let platformId = '';
/** The page's workers that have a tap of their own. */
const workers = new WatchedWorkers();
/** How far deep capture looks into them, where it is on. */
const sight = new WorkerSight(
  () => reportInside('worker', 'capture-ended'),
  () => foreignFrames() > 0,
);
/** What came from and went to the service of late, and what the page encrypted of late. */
const serviceBytes = new ServiceBytes();
const ciphers = new CipherLog(serviceBytes);

const queue = new WorkQueue<Task>(
  (task) => inspect(task),
  (task) => inspect({ ...task, payload: { ...task.payload, body: null, unseen: 'shed' } }),
);

/** Pages on which somebody reads: what they show is compared with what has just come in. */
const rendered = new RenderedTexts(
  {
    isOwn: (text) => isOwnText(text, ownTexts()),
    isAwaited: () => held.length > 0,
    onHidden: () => held.flush(),
  },
  lifetime.signal,
);
const held = new HeldPayloads<Task>((task) => queue.push(withRendered(task)));

function ownTexts(): string[] {
  const now = performance.now();
  const own = [...sends.needles(now), ...sends.closedNeedles(now), ...drafts.recent(now)];
  return own.map(({ text }) => text);
}

/** The texts that the page has shown since the payload came in, and that no earlier payload had. */
function withRendered(task: Task): Task {
  const { at } = task.payload;
  const shown = likeliest(rendered.textsAfter(at), task.payload);
  const texts = shown.filter(({ text }) => !serviceBytes.stoodBefore(text, at));
  return texts.length === 0 ? task : { ...task, needles: [...task.needles, ...texts] };
}

/** What the browser itself says of the requests that leave. */
const witness = new SecondWitness(
  {
    outside: (payload, from) => enqueue(payload, from),
    report: (report) => whenBriefed(() => reporter.coverage([report])),
    expectsText: (at) => sends.needles(at).length + drafts.needles(at).length > 0,
  },
  lifetime.signal,
);

function inspect({ payload, needles, typed, outside }: Task): void {
  for (const inspection of inspector?.inspect(payload, needles, typed) ?? []) {
    take(inspection, payload, needles, outside);
  }
}

/** What goes to a worker that is in view comes out in view. */
function take(
  inspection: Inspection,
  payload: TapPayload,
  needles: readonly KnownText[],
  outside?: ChannelKind,
): void {
  const { observation, complete } = inspection;
  const matters = observation.finding.texts.length > 0 || !complete;
  const goOn = () => book(inspection, payload, needles, outside);
  if (!sight.on || !INSIDE.has(payload.channel)) goOn();
  else if (matters) sight.handedOver(payload.channel, handedBy(payload), () => undefined, goOn);
}

function handedBy({ method, worker }: TapPayload): HandedBy {
  if (method === 'new') return 'new';
  return worker === undefined ? 'port' : 'postMessage';
}

function book(
  { observation, found, complete, beforeSend }: Inspection,
  payload: TapPayload,
  needles: readonly KnownText[],
  outside?: ChannelKind,
): void {
  const inside = INSIDE.has(payload.channel);
  // Of what goes to a thread, a part of the text is as bad as all of it: the rest may follow.
  const textInside = inside && observation.finding.texts.length > 0;
  if (payload.worker !== undefined) {
    // What goes to a worker that is watched itself comes out in view.
    const mayBeText = textInside || (!complete && needles.length > 0);
    if (mayBeText ? workers.fed(payload.worker) : workers.watches(payload.worker)) return;
  }
  if (payload.direction === 'out') {
    const isMessage =
      observation.role === 'message' ||
      observation.finding.envelopes.some((envelope) => envelope.role === 'message');
    // A text inside the browser is not readable by the service yet, but it may leave where we can't see.
    const send = sends.note({
      at: payload.at,
      complete: complete && !textInside,
      found: inside ? [] : found,
      ...(isMessage && !inside && !payload.child
        ? { conversation: observation.conversation, platform: observation.platform }
        : {}),
    });
    if (send !== undefined) observation.send = send;
    const { texts } = observation.finding;
    const leaks = texts.length + (observation.parts?.length ?? 0) > 0;
    if (leaks && beforeSend) observation.beforeSend = true;
    if (leaks && !isMessage) toItsSend(observation);
    // Whoever sends it there may as well send it by a socket, which no witness looks into.
    if (outside && isMessage && !payload.child) reportInside(outside, 'message-outside');
  }
  if (inside) {
    if (textInside) {
      reporter.observation(observation);
      reportInside(payload.channel, 'text-into-worker');
    } else if (!complete) {
      // What was typed may be in there, and a later message may say no more than "send it".
      if (needles.length > 0) sends.missed(payload.at);
      reportInside(payload.channel, 'object-into-worker');
    }
    return;
  }
  // A worker that several tabs share speaks to all of them: the tab in front tells of it, and the one with the text.
  if (payload.shared && document.hidden && needles.length === 0) return;
  // A child frame's own tap reports the payload; here only its text matters.
  if (payload.child && found.length === 0) return;
  const worthTelling =
    payload.size !== 0 ||
    observation.rule !== '' ||
    observation.finding.texts.length > 0 ||
    observation.parts !== undefined ||
    payload.unseen !== undefined;
  if (worthTelling) reporter.observation(observation);
}

/** What brings out the text of a Send that was reported already belongs to that Send's conversation. */
function toItsSend(observation: Observation): void {
  if (observation.conversation !== inspector?.pageConversation()) return;
  for (const { needle } of observation.finding.texts) {
    const place = sends.conversationOf(needle);
    if (place?.platform === observation.platform) observation.conversation = place.conversation;
  }
}

/** Page interfaces that the tap reads. */
const WATCHED: readonly ChannelKind[] = [
  'fetch',
  'xhr',
  'websocket',
  'beacon',
  'eventsource',
  'datachannel',
  'form',
];

/** The tap hands its port over before the page's first script, or it is not there at all. */
function reportWatched(state: 'seen' | 'unknown'): void {
  const common = { state, host: location.host, blocks: state !== 'seen' };
  const reason = state === 'seen' ? 'watched' : 'tap-missing';
  reporter.coverage(WATCHED.map((channel) => ({ ...common, channel, reason })));
}

const insideReported = new Set<string>();

function reportInside(
  channel: ChannelKind,
  reason:
    | 'text-into-worker'
    | 'object-into-worker'
    | 'way-into-worker'
    | 'message-outside'
    | 'capture-ended'
    | 'foreign-frame',
): void {
  const key = `${channel}:${reason}`;
  if (insideReported.has(key)) return;
  insideReported.add(key);
  const blocks = reason !== 'object-into-worker' && reason !== 'foreign-frame';
  reporter.coverage([{ channel, state: 'seen-to-exist', host: location.host, reason, blocks }]);
}

/** What goes to a frame of another origin can't be seen from here; that there is one is told. */
function lookForForeignFrames(): void {
  if (foreignFrames() > 0) reportInside('window', 'foreign-frame');
}

function foreignFrames(): number {
  let count = 0;
  for (let index = 0; index < window.length; index += 1) {
    try {
      void window[index]?.location.href;
    } catch {
      count += 1;
    }
  }
  return count;
}

function onTapMessage(message: Exclude<TapMessage, TapWorker>): void {
  if (message.kind === 'key') ciphers.addKey(message);
  else if (message.kind === 'cipher') ciphers.addCall(message);
  else if (message.kind === 'payload') onPayload(message);
  else if (message.kind === 'socket') witness.socketReported(message.url);
  else onChannel(message);
}

function onChannel(message: TapChannel): void {
  const isCode = message.channel === 'webassembly';
  const isWorker = INSIDE.has(message.channel);
  if (isWorker) witness.workerExists(message.channel, false);
  if (message.channel === 'websocket') witness.socketReported(message.url);
  const { channel } = message;
  if (message.opensWay) {
    // Through a port it may have gone to a frame.
    const report = () => reportInside(channel, 'way-into-worker');
    whenBriefed(() => sight.handedOver(channel, 'port', () => undefined, report));
    return;
  }
  const report = () =>
    reporter.coverage([
      {
        channel,
        state: 'seen-to-exist',
        host: location.host,
        reason: isCode ? 'webassembly-runs' : isWorker ? 'worker-exists' : 'channel-not-watched',
        blocks: !isWorker && !isCode,
      },
    ]);
  // What of the workers is in view, the background tells.
  whenBriefed(() => (isWorker ? sight.whenKnown(channel, () => undefined, report) : report()));
}

/** The page has a worker; whether its tap is there is asked, since a shared one may have run before. */
function onWorker(worker: TapWorker, hasPort: boolean): void {
  workers.started(worker, document.baseURI, hasPort);
  witness.workerExists(worker.thread, hasPort);
  if (!hasPort) workerChannel?.ask();
}

/** A worker's own tap speaks; what it says of others counts as said of an unwatched worker. */
function onWorkerMessage(speaker: Speaker, message: WorkerMessage): void {
  if (message.kind === 'ready') speaker.ready();
  // With deep capture the browser tells the same.
  else if (sight.on) return;
  else if (message.kind === 'payload') onPayload(workers.payloadFrom(speaker, message));
  else if (message.kind === 'key') ciphers.addKey(workers.keyFrom(speaker, message));
  else if (message.kind === 'cipher') ciphers.addCall(workers.keyFrom(speaker, message));
  else if (message.channel === 'webassembly') onChannel(message);
  else {
    witness.workerExists('worker', false);
    if (speaker.lost()) whenBriefed(() => reportInside('worker', 'way-into-worker'));
  }
}

let workerChannel: WorkerChannel | undefined;

/** Workers that the page did not make itself are heard over a channel, where the person had us look into them. */
function listenToWorkers({ name, frame }: NonNullable<Briefing['workerChannel']>): void {
  const onMessage = (from: FromWorker) => {
    const speaker = workers.byChannel(from, frame);
    if (speaker) onWorkerMessage(speaker, from.message);
  };
  try {
    workerChannel ??= new WorkerChannel(name, onMessage, lifetime.signal);
  } catch {
    // A page without storage: its workers stay unwatched.
  }
}

function onPayload(payload: TapPayload): void {
  witness.reported(payload);
  enqueue(payload);
}

function enqueue(payload: TapPayload, outside?: ChannelKind): void {
  // A text that comes back from the service is one that the service has; a draft can't come back yet.
  const sent = sends.needles(payload.at);
  const { needles, typed } =
    payload.direction === 'out' ? typedBefore(payload.at, sent) : { needles: sent, typed: [] };
  const size = Math.min(Math.max(payload.size, 0), MOST_CAPTURED) + 500;
  if (!INSIDE.has(payload.channel)) serviceBytes.add(payload);
  const task = {
    payload,
    needles: withoutTwins(needles),
    typed,
    size,
    direction: payload.direction,
    ...(outside ? { outside } : {}),
  };
  if (payload.direction === 'in' && isHeld(payload)) {
    held.push(task, size);
    return;
  }
  // The page opens what a socket brings just after it has come: wait for that.
  const opensLater = payload.direction === 'in' && payload.body instanceof ArrayBuffer;
  const announcesLater =
    workerChannel && payload.worker !== undefined && !workers.watches(payload.worker);
  if (opensLater && payload.channel === 'websocket')
    setTimeout(() => queue.push(task), OPENED_WITHIN);
  else if (announcesLater) setTimeout(() => queue.push(task), ANNOUNCED_WITHIN);
  else queue.push(task);
}

/** All that one connection brings waits, or nothing of it: its payloads stay in their order. */
function isHeld(payload: TapPayload): boolean {
  if (inspector === undefined || !rendered.isOn || INSIDE.has(payload.channel)) return false;
  return payload.connection !== undefined || inspector.mayBringMessages(payload);
}

function onOutside(message: BackgroundMessage): void {
  if (message.kind === 'outside-payload') onPayload(fromOutside(message));
  else if (message.kind === 'outside-sight') onSight(message);
  else if (message.kind === 'outside-cipher') onOutsideCipher(message);
  else if (message.kind === 'witnessed-request') witness.witnessed(message);
  else if (message.kind === 'witnessed-socket') witness.socketWitnessed(message);
  else message satisfies never;
}

/** All that a payload which leaves may bring out: texts that were sent, drafts, and links in both. */
function typedBefore(
  at: number,
  sent: readonly KnownText[],
): { needles: KnownText[]; typed: TypedText[] } {
  const texts = withoutTwins([...sent, ...drafts.needles(at), ...sends.closedNeedles(at)]);
  return {
    needles: [...texts, ...texts.flatMap(linksOf)],
    typed: texts.map(({ id, text }) => ({ text, beforeSend: id.startsWith('draft:') })),
  };
}

/** A sent text and the draft it came from are one needle, under the Send's name. */
function withoutTwins(needles: readonly KnownText[]): KnownText[] {
  const byText = new Map<string, KnownText>();
  for (const needle of needles) if (!byText.has(needle.text)) byText.set(needle.text, needle);
  return [...byText.values()];
}

function onOutsideCipher(message: OutsideCipher): void {
  const noted = cipherFromOutside(message);
  if (noted) onTapMessage(noted);
}

function onSight(message: OutsideSight): void {
  sight.update(message);
  if (message.reports.length > 0) whenBriefed(() => reporter.coverage(message.reports));
}

function whenBriefed(action: () => void): void {
  if (inspector) action();
  else beforeBriefing.push(action);
}

function start(briefing: Briefing): void {
  inspector = new Inspector(briefing, ciphers);
  platformId = briefing.profile.id;
  if (briefing.deepCapture) sight.begin();
  reportWatched(tapIsThere ? 'seen' : 'unknown');
  if (briefing.workerChannel) listenToWorkers(briefing.workerChannel);
  for (const action of beforeBriefing.splice(0)) action();
  queue.start();
}

let tapIsThere = false;
receiveTap(
  () => {
    tapIsThere = true;
  },
  onTapMessage,
  onWorker,
  (worker, message) => onWorkerMessage(workers.byPort(worker), message),
  lifetime.signal,
);
watchForms(onPayload, lifetime.signal);
onBackgroundMessage(onOutside, lifetime.signal);
window.addEventListener(
  'pagehide',
  () => {
    held.flush();
    queue.drain();
    reporter.flush();
  },
  { signal: lifetime.signal },
);

async function sayHello(): Promise<void> {
  try {
    const briefing = await askBriefing();
    if (briefing) start(briefing);
    else lifetime.abort();
  } catch {
    lifetime.abort();
  }
}

void sayHello();
// A page back from the back-forward cache is a new page load to the background.
window.addEventListener('pageshow', (event) => event.persisted && void sayHello(), {
  signal: lifetime.signal,
});
