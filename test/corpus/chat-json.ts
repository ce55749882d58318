import { seededBytes } from './seeded-bytes.ts';

const WORDS =
  'the a we you they meet bring old bridge nine tonight key second with think maybe later around station train money quiet please tell nobody about this because someone listens to every word on phone tomorrow morning after breakfast before sunrise near river under north gate'.split(
    ' ',
  );

/** Chat messages in JSON, cut to the size wanted; other words in every call, the same in every run. */
export function chatJson(seed: number): (size: number) => string {
  const random = seededBytes(seed);
  return (size) => {
    let text = '';
    while (text.length < size + 50) {
      const bytes = random(24);
      const words = Array.from(
        bytes.subarray(0, 6 + ((bytes[23] ?? 0) % 12)),
        (byte) => WORDS[byte % WORDS.length],
      );
      const id = Buffer.from(bytes.subarray(0, 6)).readUIntBE(0, 6);
      text += `{"id":"${id}","type":"text","body":"${words.join(' ')}","ts":${1_780_000_000 + (id % 9_999_999)}},`;
    }
    const start = (random(1)[0] ?? 0) % 50;
    return text.slice(start, start + size);
  };
}
