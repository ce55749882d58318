import { describe, expect, it } from 'vitest';
import type { Rule } from '../rule.ts';

export interface RuleExamples<Evidence> {
  /** Evidence that the rule applies to. */
  for: Record<string, Evidence>;
  /** Near-identical evidence that it does not apply to. */
  against: Record<string, Evidence>;
  /** What the sentence of the first example says, in part. */
  says: string;
}

/** The tests of one rule: examples for and against, and its words. */
export function describeRule<Evidence>(
  rule: Rule<Evidence>,
  examples: RuleExamples<Evidence>,
): void {
  const found = Object.entries(examples.for);
  describe(rule.id, () => {
    it.each(found)('applies to %s', (_name, evidence) => {
      expect(rule.find(evidence)?.rule).toBe(rule.id);
    });

    it.each(Object.entries(examples.against))('does not apply to %s', (_name, evidence) => {
      expect(rule.find(evidence)).toBeUndefined();
    });

    it('says so in words, with all that it names', () => {
      const [first] = found.flatMap(([, evidence]) => rule.find(evidence) ?? []);
      if (first === undefined) throw new Error('a rule needs an example for it');
      const words = rule.sentence(first);
      expect(words).toContain(examples.says);
      expect(words).toMatch(/^[A-Z\d].*[.]$/);
      // The words must hold without the details too: an older report may lack them.
      expect(`${words} ${rule.sentence({ rule: rule.id })}`).not.toMatch(/undefined|\{|\[object/);
    });
  });
}
