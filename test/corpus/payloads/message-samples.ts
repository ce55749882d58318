/** What people write, in many scripts and lengths; put together from a fixed seed. */
import { seededBytes } from '../seeded-bytes.ts';

export interface MessageSample {
  language: string;
  text: string;
  /** UTF-8 bytes. */
  size: number;
}

const split = (words: string) => words.split(' ');

const spaced: Readonly<Record<string, string[]>> = {
  english: split(
    'we meet again tomorrow near the old bridge bring money keys and nobody else please answer quickly thanks',
  ),
  german: split(
    'größere Straßen führen über müde Brücken morgen früh treffen wir uns dort bitte bring Schlüssel mit',
  ),
  french: split(
    'demain matin près du vieux pont n’oublie pas les clés ça ira très bien à bientôt où êtes-vous',
  ),
  spanish: split(
    'mañana por la mañana cerca del puente viejo trae las llaves ¿vienes también? gracias',
  ),
  portuguese: split(
    'amanhã de manhã na ponte velha não esqueças as chaves até já obrigado está bem',
  ),
  turkish: split(
    'yarın sabah eski köprüde buluşalım anahtarı getir lütfen kimseye söyleme teşekkürler',
  ),
  polish: split('jutro rano przy starym moście weź klucze i nikomu nie mów dziękuję źdźbło żółć'),
  vietnamese: split('sáng mai gặp nhau gần cầu cũ nhớ mang chìa khóa đừng nói với ai cảm ơn bạn'),
  russian: split(
    'завтра утром встретимся у старого моста принеси ключи и никому не говори пожалуйста спасибо',
  ),
  ukrainian: split(
    'завтра вранці біля старого мосту принеси ключі нікому не кажи їжак ґанок дякую',
  ),
  greek: split('αύριο το πρωί δίπλα στην παλιά γέφυρα φέρε τα κλειδιά ευχαριστώ πολύ'),
  arabic: split('نلتقي غدا صباحا عند الجسر القديم أحضر المفاتيح ولا تخبر أحدا شكرا جزيلا'),
  hebrew: split('ניפגש מחר בבוקר ליד הגשר הישן תביא את המפתחות ואל תספר לאף אחד תודה רבה'),
  persian: split('فردا صبح کنار پل قدیمی همدیگر را می‌بینیم کلیدها را بیاور لطفا ممنون'),
  hindi: split('कल सुबह पुराने पुल के पास मिलते हैं चाबियाँ ले आना किसी को मत बताना धन्यवाद'),
  bengali: split('কাল সকালে পুরোনো সেতুর কাছে দেখা হবে চাবি নিয়ে এসো কাউকে বলো না ধন্যবাদ'),
  korean: split(
    '내일 아침에 오래된 다리 근처에서 만나요 열쇠를 가져오고 아무에게도 말하지 마세요 감사합니다',
  ),
  mixed: split('ok 👍 see you 🌉 tonight 🗝️ bring 🍞 and “cheese” & <wine> \\o/ 100% "sure" naïve'),
  code: split(
    'const key = await load("a.json"); if (!key) { return null; } // todo: <div class="x"> let i=0;i++ => {}',
  ),
  links: split(
    'https://example.org/a?b=1&c=%20d see http://news.example.com/2026/11/21/story.html#top and www.example.net/~bob/',
  ),
  numbers: split('+49 170 5550123 2026-11-21 17:45 12.5 99 1,000,000 3.14159 42 -7 IBAN 1e9 0042'),
};

/** Scripts that are written without spaces, and signs that need none. */
const unspaced: Readonly<Record<string, string[]>> = {
  japanese: split(
    '明日の朝 古い橋で 会いましょう 鍵を 持ってきて ください 誰にも 言わないで ありがとう',
  ),
  chinese: split('明天早上 我们 在旧桥 见面 记得 带钥匙 不要 告诉 任何人 谢谢 你好'),
  thai: split('พรุ่งนี้เช้า เจอกัน ใกล้สะพานเก่า เอากุญแจมา อย่าบอกใคร ขอบคุณ นะ'),
  emoji: split('👍 😂 ❤️ 🌉 🗝️ 🍞 🧀 👩‍👩‍👧 🇺🇦 🏳️‍🌈 👋🏽 🔥'),
};

/** Answers as short as people give them. */
const short = split('ok k ? да 好 👍 no yes brb lol נו हाँ はい ㅋㅋ 42 :-) wann où ναι tak');

const languages = [...Object.keys(spaced), ...Object.keys(unspaced)];

/** UTF-8 bytes wanted: mostly what people send, now and then a page of it. 0 stands for the short answers. */
const sizes = [
  24, 160, 64, 0, 512, 40, 96, 1600, 12, 240, 64, 24, 4000, 128, 0, 320, 48, 900, 18, 200,
];

const longest = [16_000, 32_000, 60_000];

function compose(language: string, wanted: number, random: (size: number) => Uint8Array): string {
  const words = spaced[language] ?? unspaced[language] ?? [];
  const between = language in spaced ? ' ' : '';
  let text = '';
  while (Buffer.byteLength(text) < wanted) {
    const [pick = 0] = random(1);
    text += `${text ? between : ''}${words[pick % words.length]}`;
  }
  return text;
}

/** The same list in every run; any beginning of it has many languages and lengths. @param seed another seed, other texts */
export function messageSamples(count: number, seed = 1): MessageSample[] {
  const random = seededBytes(seed);
  return Array.from({ length: count }, (_, index) => {
    // 9 and 25 have no common divisor: every length meets every language.
    const language = languages[(index * 9 + Math.floor(index / 25)) % languages.length] ?? '';
    const wanted =
      index % 50 === 49
        ? longest[Math.floor(index / 50) % longest.length]
        : sizes[index % sizes.length];
    const text =
      wanted === 0
        ? (short[Math.floor(index / 4) % short.length] ?? '')
        : compose(language, wanted ?? 24, random);
    return {
      language: wanted === 0 ? 'short' : language,
      text,
      size: Buffer.byteLength(text),
    };
  });
}
