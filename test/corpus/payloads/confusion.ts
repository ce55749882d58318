/** Judges the corpus as `sealcheck classify` does, and counts. */
import { Classifier } from '../../../src/cli/classifier.ts';
import type { Answer, PayloadCase, Truth } from './payload-case.ts';

export interface Judged {
  id: string;
  form: string;
  truth: Truth;
  expected: Answer;
  answer: Answer;
  /** The answer is one that may honestly be given. */
  allowed: boolean;
  /** Whether the text that was typed was known. */
  withDraft: boolean;
  size: number;
  language: string;
  rules: readonly string[];
  source: readonly string[];
}

export const ANSWERS: readonly Answer[] = [
  'plaintext',
  'tls-only',
  'e2ee',
  'inconclusive',
  'not-a-message',
];

/** Lower ends of the length buckets, bytes of the payload. */
export const SIZES = [0, 32, 128, 512, 2048, 8192] as const;

export function judgeCase(
  { id, form, truth, expected, allowed, source, language, record }: PayloadCase,
  classifier: Classifier,
): Judged {
  const { bytes, ...wire } = record;
  const { verdict, reasons } = classifier.classify({
    id,
    ...wire,
    bytes_b64: Buffer.from(bytes).toString('base64'),
  });
  return {
    id,
    form,
    truth,
    expected,
    answer: verdict,
    allowed: allowed.includes(verdict),
    withDraft: record.drafts !== undefined,
    size: bytes.length,
    language,
    rules: reasons.map(({ rule }) => rule),
    source,
  };
}

export async function judgeAll(cases: AsyncIterable<PayloadCase>): Promise<Judged[]> {
  const classifier = new Classifier();
  const judged: Judged[] = [];
  for await (const one of cases) judged.push(judgeCase(one, classifier));
  return judged;
}

/** An `e2ee` that the truth does not bear: the worst error there is. */
export function falseSeals(judged: readonly Judged[]): Judged[] {
  return judged.filter(({ answer, allowed }) => answer === 'e2ee' && !allowed);
}

/** Readable messages, whole in one payload, whose text was typed or stands where a profile knows it. */
export function knowable({ truth, withDraft, form }: Judged): boolean {
  if (truth !== 'readable' || form.startsWith('stream/')) return false;
  return withDraft || isProfiled(form);
}

function isProfiled(form: string): boolean {
  return /^readable-(platform|without-tls)\/(?!site|wechat)/.test(form);
}

export function familyOf({ form }: Judged): string {
  return form.slice(0, form.indexOf('/'));
}

/** Share of the judged that got the answer that is right to give; 1 for none. */
export function rightShare(judged: readonly Judged[]): number {
  if (judged.length === 0) return 1;
  return judged.filter(({ answer, expected }) => answer === expected).length / judged.length;
}

const percent = (share: number) => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;

export function bucketOf(size: number): number {
  return SIZES.findLastIndex((least) => size >= least);
}

export function bucketName(bucket: number): string {
  const [least, next] = [SIZES[bucket] ?? 0, SIZES[bucket + 1]];
  return next === undefined ? `≥ ${least}` : `${least}–${next - 1}`;
}

/** Markdown tables: by family, and by family and length. */
export function accuracyTables(judged: readonly Judged[]): string {
  const families = [...new Set(judged.map(familyOf))];
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const rule = (columns: number) =>
    row(['---', ...Array.from({ length: columns - 1 }, () => '---:')]);
  const counts = (some: readonly Judged[]) =>
    ANSWERS.map((answer) => some.filter((one) => one.answer === answer).length);
  const byFamily = families.map((family) => {
    const here = judged.filter((one) => familyOf(one) === family);
    return row([
      family,
      here.length,
      ...counts(here),
      percent(rightShare(here)),
      here.filter(({ allowed }) => !allowed).length,
    ]);
  });
  const bySize = families.flatMap((family) =>
    SIZES.flatMap((_, bucket) => {
      const here = judged.filter(
        (one) => familyOf(one) === family && bucketOf(one.size) === bucket,
      );
      return here.length === 0
        ? []
        : [
            row([
              family,
              bucketName(bucket),
              here.length,
              ...counts(here),
              percent(rightShare(here)),
            ]),
          ];
    }),
  );
  return [
    row(['family', 'payloads', ...ANSWERS, 'right answer', 'wrong']),
    rule(4 + ANSWERS.length),
    ...byFamily,
    row([
      'all',
      judged.length,
      ...counts(judged),
      percent(rightShare(judged)),
      judged.filter(({ allowed }) => !allowed).length,
    ]),
    '',
    row(['family', 'payload, bytes', 'payloads', ...ANSWERS, 'right answer']),
    rule(4 + ANSWERS.length),
    ...bySize,
  ].join('\n');
}

export interface Bars {
  payloads: number;
  libraries: number;
  falseSeals: number;
  /** Share of the messages that can be known to be readable that were called so. */
  readable: number;
  /** Share of the sealed messages in a recognisable envelope that were called so. */
  sealed: number;
  /** Sealed messages that were called readable. */
  openedSeals: number;
}

export function barsOf(judged: readonly Judged[]): Bars {
  const sealed = judged.filter(({ truth, expected }) => truth === 'sealed' && expected === 'e2ee');
  return {
    payloads: judged.length,
    libraries: new Set(judged.flatMap(({ source }) => source)).size,
    falseSeals: falseSeals(judged).length,
    readable: rightShare(judged.filter(knowable)),
    sealed: rightShare(sealed),
    openedSeals: sealed.filter(({ answer }) => answer === 'tls-only' || answer === 'plaintext')
      .length,
  };
}

/** One line for each form and wrong answer, most frequent first: the work that is left. */
export function misses(judged: readonly Judged[]): string {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) {
    const known = knowable(one) || (one.truth === 'sealed' && one.expected === 'e2ee');
    if (one.allowed && !(known && one.answer !== one.expected)) continue;
    const key = `${one.form}: ${one.answer} for ${one.expected} (${one.rules[0] ?? '-'})${one.withDraft ? '' : ' without draft'}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const worst = (some: readonly Judged[]) => (some[0]?.answer === 'e2ee' ? 1 : 0);
  return [...groups]
    .sort(([, a], [, b]) => worst(b) - worst(a) || b.length - a.length)
    .map(([key, some]) => {
      const smallest = some.reduce((least, one) => (one.size < least.size ? one : least));
      const of = judged.filter(({ form }) => form === some[0]?.form).length;
      return `${some.length} of ${of}  ${key}; smallest ${smallest.id} (${smallest.size} B, ${smallest.language})`;
    })
    .join('\n');
}
