import { seededBytes } from './seeded-bytes.ts';

/** Words of people's messages, in several scripts; sentences are put together from a fixed seed. */
const languages: Readonly<Record<string, string[]>> = {
  english:
    'we meet again tomorrow near the old bridge bring money keys and nobody else please answer quickly thanks'.split(
      ' ',
    ),
  german:
    'größere Straßen führen über müde Brücken morgen früh treffen wir uns dort bitte bring Schlüssel mit'.split(
      ' ',
    ),
  russian:
    'завтра утром встретимся у старого моста принеси ключи и никому не говори пожалуйста спасибо'.split(
      ' ',
    ),
  japanese:
    '明日の朝 古い橋で 会いましょう 鍵を 持ってきて ください 誰にも 言わないで ありがとう'.split(
      ' ',
    ),
  emoji: 'ok 👍 see you 🌉 tonight 🗝️ bring 🍞 and “cheese” & <wine> \\o/ 100% "sure"'.split(' '),
};

export interface SampleText {
  language: string;
  /** UTF-8 bytes, at least; the bucket that the text is counted in. */
  bucket: number;
  text: string;
}

export const buckets = [24, 64, 160, 512, 1600];

/** One text for each language and length. @param seed another seed, other texts; the same in every run */
export function sampleTexts(seed: number): SampleText[] {
  const random = seededBytes(seed);
  return Object.entries(languages).flatMap(([language, words]) =>
    buckets.map((bucket) => {
      let text = '';
      while (Buffer.byteLength(text) < bucket) {
        const [pick = 0] = random(1);
        text += `${text ? ' ' : ''}${words[pick % words.length]}`;
      }
      return { language, bucket, text };
    }),
  );
}
