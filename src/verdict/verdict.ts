/** The words of a verdict. The rules and the state table stand beside this file. */

export type Verdict = 'plaintext' | 'tls-only' | 'e2ee' | 'inconclusive';

/** `proven` only for readable: the text was found. */
export type Strength = 'proven' | 'strong' | 'indicative';

/** Why: a rule's id with what its sentence needs. The sentences stand in rules.ts. */
export interface Reason {
  rule: RuleId;
  /** Field path, host or other wire fact that the sentence names. Never content. */
  path?: string;
  host?: string;
  /** What else the sentence names: an envelope's id, a channel's name, why bytes were not seen. */
  note?: string;
  /** Who can read it, in words: `TikTok`, `whoever runs chat.example.org`. */
  reader?: string;
  /** False where the connection had no TLS. */
  secure?: boolean;
}

export type RuleId = string;

export interface Judgement {
  verdict: Verdict;
  strength: Strength;
  /** Most important first; never empty. */
  reasons: Reason[];
  /** Host of somebody else than the service, when only they were seen to get something readable. */
  elsewhere?: string;
}
