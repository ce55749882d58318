/**
 * The states of a conversation and the ways between them. This file is the specification: judge.ts refuses a
 * transition that is not listed, and docs/verdicts.md is printed from it (`npm run docs`).
 */
import type { Verdict } from './verdict.ts';

export type StateId =
  | 'waiting'
  | 'no-sight'
  | 'undecided'
  | 'opaque'
  | 'sealed-unproven'
  | 'sealed'
  | 'readable-tls'
  | 'readable-no-tls'
  | 'sealed-but-readable-tls'
  | 'sealed-but-readable-no-tls';

export interface State {
  id: StateId;
  verdict: Verdict;
  /** A few words for a badge or a table. */
  title: string;
  /** What the state says, for people. */
  says: string;
}

export const states: readonly State[] = [
  {
    id: 'waiting',
    verdict: 'inconclusive',
    title: 'waiting for a message',
    says: 'No message was sent or received in this conversation since we look.',
  },
  {
    id: 'no-sight',
    verdict: 'inconclusive',
    title: 'not visible',
    says: 'Messages may leave through a channel that we can see but not look into.',
  },
  {
    id: 'undecided',
    verdict: 'inconclusive',
    title: "can't tell",
    says: 'Messages went through, and neither their text nor a known form of encryption was found.',
  },
  {
    id: 'opaque',
    verdict: 'inconclusive',
    title: 'opaque',
    says: 'What left the page looks random, which a wrapper between the page and the service also does.',
  },
  {
    id: 'sealed-unproven',
    verdict: 'inconclusive',
    title: 'sealed form, unproven',
    says: 'A known form of encrypted message was seen, but not every condition for "sealed" is met.',
  },
  {
    id: 'sealed',
    verdict: 'e2ee',
    title: 'sealed',
    says: 'The message was sealed before it left the page. All five conditions are met.',
  },
  {
    id: 'readable-tls',
    verdict: 'tls-only',
    title: 'readable by the service',
    says: 'The message, or its key, stands readable in what the page sends. TLS hides it from the network.',
  },
  {
    id: 'readable-no-tls',
    verdict: 'plaintext',
    title: 'readable by anyone on the way',
    says: 'The message stands readable in what the page sends, and the connection has no TLS.',
  },
  {
    id: 'sealed-but-readable-tls',
    verdict: 'tls-only',
    title: 'sealed, but also readable',
    says: 'Sealed messages were seen, and text of this conversation also stood readable for a service.',
  },
  {
    id: 'sealed-but-readable-no-tls',
    verdict: 'plaintext',
    title: 'sealed, but also readable by anyone',
    says: 'Sealed messages were seen, and text also left readable over a connection without TLS.',
  },
];

export interface Transition {
  from: StateId;
  to: StateId;
  because: string;
}

const tlsReadable = 'Its text, or its key, was found readable, under TLS.';
const openReadable = 'Its text was found readable, on a connection without TLS.';
const undecided: readonly StateId[] = ['waiting', 'no-sight', 'undecided', 'opaque'];
const unsettled: readonly StateId[] = [...undecided, 'sealed-unproven', 'sealed'];

function fromEach(from: readonly StateId[], to: StateId, because: string): Transition[] {
  return from.filter((id) => id !== to).map((id) => ({ from: id, to, because }));
}

/** Every allowed change of state. Nothing leads from a readable state to `sealed`: downgrades stick. */
export const transitions: readonly Transition[] = [
  ...fromEach(
    ['waiting', 'undecided'],
    'no-sight',
    'Something was sent while a channel of the page could not be looked into.',
  ),
  ...fromEach(
    ['waiting'],
    'undecided',
    'A message went through, with neither readable text nor a known envelope.',
  ),
  ...fromEach(
    undecided,
    'opaque',
    'Bytes that look random stand where the message would, or in a wrapper we cannot open.',
  ),
  ...fromEach(undecided, 'sealed-unproven', 'An envelope of a known form went in or out.'),
  ...fromEach(
    [...undecided, 'sealed-unproven'],
    'sealed',
    'A Send met all five conditions: coverage, a real message, its text nowhere, envelope and opaque ciphertext, no key beside it.',
  ),
  ...fromEach(
    ['sealed'],
    'sealed-unproven',
    'A channel came up that we cannot look into, or a later Send did not meet the conditions.',
  ),
  ...fromEach(undecided, 'readable-tls', tlsReadable),
  ...fromEach([...undecided, 'readable-tls'], 'readable-no-tls', openReadable),
  ...fromEach([...unsettled, 'readable-tls'], 'sealed-but-readable-tls', tlsReadable),
  ...fromEach(
    [...unsettled, 'readable-tls', 'readable-no-tls', 'sealed-but-readable-tls'],
    'sealed-but-readable-no-tls',
    openReadable,
  ),
];

const stateById = new Map(states.map((state) => [state.id, state]));
const allowed = new Set(transitions.map(({ from, to }) => `${from} ${to}`));

/** @throws RangeError for an id that is not in the table */
export function stateOf(id: StateId): State {
  const state = stateById.get(id);
  if (state === undefined) throw new RangeError(`unknown state: ${id}`);
  return state;
}

export function isAllowed(from: StateId, to: StateId): boolean {
  return from === to || allowed.has(`${from} ${to}`);
}
