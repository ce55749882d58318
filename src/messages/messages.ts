/**
 * Everything that passes between the content script, the background and our pages. The background validates
 * what comes from a content script (its process also runs hostile pages) and derives tab, frame and origin
 * from the sender, never from the message.
 */
import type { Claim, Profile } from '../platforms/profile.ts';
import type { Judgement, Verdict } from '../verdict/verdict.ts';
import type { CoverageReport, Observation, SendReport } from './observation.ts';

/** Content script → background. */
export type ContentMessage =
  | { kind: 'hello' }
  | { kind: 'observations'; observations: Observation[] }
  | { kind: 'sent'; report: SendReport }
  | { kind: 'coverage'; reports: CoverageReport[] };

/** Answer to `hello`; undefined when the page's site is not switched on. */
export interface Briefing {
  /** The page's profile. */
  profile: Profile;
  /** Profiles whose rules are tried besides (self-hosted protocols, on an added site). */
  protocols: Profile[];
  /** Key for conversation hashes: HMAC-SHA-256 of the installation key and the page's origin, hex. */
  conversationKey: string;
  /** Where the taps of workers speak; absent where the person did not have us look into workers. */
  workerChannel?: {
    /** Name of the broadcast channel, the same for all pages of the origin. */
    name: string;
    /** The asking frame, as `tab:frame`. */
    frame: string;
  };
  /** The tab's workers are looked into. */
  deepCapture: boolean;
}

/** Our own pages → background. The answers stand in `Answers`. */
export type PageMessage =
  | { kind: 'tab-state'; tabId: number }
  | { kind: 'services' }
  | { kind: 'set-platform'; id: string; enabled: boolean }
  /** `origin` as in `https://chat.example:8443`. The page asks for the host permission first. */
  | { kind: 'add-site'; origin: string }
  | { kind: 'remove-site'; origin: string }
  | { kind: 'forget' }
  /** Looks into the workers of a tab by the browser's debugger, or stops that. Reloads the tab. */
  | { kind: 'deep-capture'; tabId: number; on: boolean };

export type Message = ContentMessage | PageMessage;

/** What each kind of message is answered with; undefined where it is only acknowledged. */
export interface Answers {
  hello: Briefing | undefined;
  observations: undefined;
  sent: undefined;
  coverage: undefined;
  'tab-state': TabState;
  services: ServiceState[];
  'set-platform': undefined;
  'add-site': undefined;
  'remove-site': undefined;
  forget: undefined;
  'deep-capture': undefined;
}

/** A messaging service as our pages name it: a profile, or a site that the person added. */
export interface Service {
  /** The profile's id, or the added site's origin. */
  id: string;
  name: string;
  /** Match patterns whose host permission it needs; empty: there is no web client. */
  pages: string[];
  /** Set for a site that the person added: what `remove-site` takes. */
  origin?: string;
}

/** One line of the list of services: every profile, then every added site. */
export interface ServiceState {
  service: Service;
  claims: Claim[];
  /** Who holds the keys when a message is sealed, where the vendor documents it. */
  custody?: string;
  enabled: boolean;
  /** True when the browser grants all of `service.pages`. */
  permitted: boolean;
}

/** All that the popup needs of one tab. */
export type TabState =
  /** A browser page, a file, a store page: nothing of ours could ever run there. */
  | { state: 'no-site' }
  /** A web page that no profile describes and that was not added. `origin` as in `https://chat.example`. */
  | { state: 'unsupported'; origin: string }
  | { state: 'off'; service: Service; claims: Claim[] }
  /** Switched on, but the browser took the host permission back. */
  | { state: 'permission-missing'; service: Service; claims: Claim[] }
  /** Switched on after the page was opened: part of what it sends was not seen. */
  | { state: 'reload-needed'; service: Service; claims: Claim[] }
  /** Watching; no message yet. */
  | ({ state: 'waiting' } & WatchedTab)
  | ({ state: 'judged'; conversation: JudgedConversation } & WatchedTab);

/** A tab that is being watched. */
export interface WatchedTab {
  service: Service;
  claims: Claim[];
  custody?: string;
  coverage: CoverageReport[];
  /** The last payloads since the page was loaded, newest first; at most 20. */
  payloads: Observation[];
  /** Since the page was loaded. */
  counts: { payloads: number; sends: number };
  deepCapture: DeepCaptureState;
}

/** Why deep capture ended without being switched off, or did not begin. */
export type DeepCaptureEnd =
  /** Somebody else's debugger has the tab. */
  | 'conflict'
  /** The browser did not let us. */
  | 'refused'
  /** The person pressed Cancel in the browser's bar. */
  | 'canceled'
  /** The page that it was attached to is gone. */
  | 'closed'
  /** The tab went to a site that is not switched on. */
  | 'left-site'
  /** Sealcheck itself was stopped. */
  | 'interrupted';

/** Deep capture of one tab: `absent` in a browser that can't, `other-build` where another build of ours can. */
export interface DeepCaptureState {
  state: 'absent' | 'other-build' | 'off' | 'on';
  /** With `off`. */
  ended?: DeepCaptureEnd;
}

/** The conversation in front: the last one that something was sent in. */
export interface JudgedConversation {
  /** Keyed hash. */
  conversation: string;
  /** Id of the profile whose rules matched: a self-hosted protocol's, on an added site. */
  platform: string;
  judgement: Judgement;
  /** One sentence a reason, most important first; as many as `judgement.reasons`. */
  sentences: string[];
  /** Places beside the message where what was typed went readable, the worst first. */
  leaks: LeakLine[];
}

/** A side leak as our pages tell it. */
export interface LeakLine {
  sentence: string;
  host: string;
  /** Field path as the sentence names it; '' where it names none. */
  field: string;
  thirdParty: boolean;
  beforeSend: boolean;
  secure: boolean;
  /** How often it was seen, up to `MOST_MOMENTS` of verdict/leaks.ts. */
  count: number;
  /** Milliseconds since the epoch. */
  lastAt: number;
}

/** What the badge says of a tab. */
export interface BadgeState {
  verdict: Verdict | 'off' | 'waiting';
  text: string;
  title: string;
}
