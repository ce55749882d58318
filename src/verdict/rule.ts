import type { Reason } from './verdict.ts';

/** A rule: a pure function from evidence to a reason, and the words that go with it. */
export interface Rule<Evidence> {
  /** Also the file's name, and the name of the page `docs/method/rules/<id>.md`. */
  readonly id: string;
  /** A few words for lists and tables. */
  readonly title: string;
  /** The reason, when the evidence bears it; undefined when the rule does not apply. */
  find(evidence: Evidence): Reason | undefined;
  /** One or two sentences for people. */
  sentence(reason: Reason): string;
}
