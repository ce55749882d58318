import type { Finding } from '../engine/finding.ts';
import type { SlotDoubt } from '../engine/slots/slots.ts';

/** The page's interfaces that the tap watches, one name each. */
export type ChannelKind =
  | 'fetch'
  | 'xhr'
  | 'websocket'
  | 'beacon'
  | 'eventsource'
  | 'form'
  | 'datachannel'
  | 'webtransport'
  | 'worker'
  | 'sharedworker'
  | 'serviceworker'
  /** Another window or frame of the page. */
  | 'window'
  /** Compiled code: no way out by itself, but what it encrypts is not seen. */
  | 'webassembly';

/** Channels that end inside the browser: what is sent from there is another channel's. */
export const INSIDE_CHANNELS: readonly ChannelKind[] = [
  'worker',
  'sharedworker',
  'serviceworker',
  'window',
];

export type Direction = 'out' | 'in';

/** What a request is for, as the profile says; `unknown` where no rule matches. */
export type RequestRole =
  | 'message'
  | 'receive'
  | 'typing'
  | 'edit'
  | 'media'
  | 'keys'
  | 'telemetry'
  | 'control'
  | 'unknown';

/** Where a payload went, without content: path segments that look like ids are masked as `{}`. */
export interface Wire {
  channel: ChannelKind;
  direction: Direction;
  method: string;
  scheme: string;
  host: string;
  /** Masked path, e.g. `/v1/message/send`, `/rooms/{}/send/{}`. */
  path: string;
  /** True for https: and wss:. */
  secure: boolean;
  /** True when the host is not one of the service's own (neither the page's site nor the profile's hosts). */
  thirdParty: boolean;
}

/** Why (part of) a payload was not seen. */
export type Unseen =
  | 'read-failed' // reading the body threw
  | 'stream' // a stream that can't be read beside the page
  | 'too-large' // cut at the capture limit
  | 'detached' // the frame went away first
  | 'shed' // our queue was full
  | 'opening-missed' // what explains it stood at the connection's beginning, before we looked
  | 'unfinished' // the rest of it comes in later frames, or never came
  | 'unreadable-object'; // an object that has no bytes before the browser serialises it

/** A part of what was typed that stands readable in a payload which is not the message. */
export interface TypedPart {
  kind: 'beginning' | 'word' | 'link';
  /** Field path, as in the finding. */
  path: string;
}

/** A text that the page showed just after this payload had come in, and that stood readable in it. */
export interface RenderedText {
  /** `rendered:3`: numbers the texts of one frame. */
  needle: string;
  path: string;
}

/** One payload on one channel: what went where, and what the engine found in it. */
export interface Observation {
  /** Unique within the frame. */
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  wire: Wire;
  /** Id of the profile whose rule matched (a self-hosted protocol on an added site), else the page's profile. */
  platform: string;
  rule: string;
  role: RequestRole;
  /** Keyed hash of the conversation's identity, hex; 'page' hash where the payload names none. */
  conversation: string;
  finding: Finding;
  /** Bytes of the payload that were not seen, and why. */
  unseen?: Unseen;
  /** The needles found were typed, but not sent yet. */
  beforeSend?: boolean;
  /** What less than the whole text stood readable; absent where there is nothing. */
  parts?: TypedPart[];
  /** Texts of others that stood readable; absent where there is none. */
  rendered?: RenderedText[];
  /** What the ciphertexts in its places, together with those before it, say against it; absent where they say nothing. */
  slots?: SlotDoubt[];
  /** The Send that this payload falls under, if any. */
  send?: number;
}

/** A Send by the person, closed after its settle time. */
export interface SendReport {
  send: number;
  at: number;
  /** Keyed hash; the conversation that the payloads of this Send named, else the page's. */
  conversation: string;
  platform: string;
  /** Length of the draft in UTF-16 units. */
  length: number;
  /** True when the draft was long enough to be searched for. */
  searchable: boolean;
  /** Payloads that left during the window: searched in full, and not. */
  searched: number;
  unsearched: number;
  /** Paths where the text was found readable. */
  foundAt: string[];
}

/** What we know of a channel that exists beside the payloads seen. */
export interface CoverageReport {
  channel: ChannelKind;
  state: 'seen' | 'seen-to-exist' | 'unknown';
  host: string;
  reason: string;
  /** True when a message may have left this way, so that nothing can be said to be sealed. */
  blocks: boolean;
  /** How many requests it speaks of, so far. */
  count?: number;
}
