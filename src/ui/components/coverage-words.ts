/** Codes of coverage reports about a channel, in words that follow the channel's name. */
const ofChannel: Readonly<Record<string, string>> = {
  watched: '',
  'tap-missing': 'our observer was not in place before the page began',
  'worker-exists': 'the page may send from inside it',
  'text-into-worker': 'text was handed to it, and what it sends can’t be seen',
  'object-into-worker': 'data was handed to it, and what it sends can’t be seen',
  'way-into-worker': 'it was given something that data can pass through unseen',
  'webassembly-runs': 'what such code encrypts can’t be followed',
  'foreign-frame': 'a frame of another origin is on the page; what goes to it can’t be seen',
  'channel-not-watched': 'we can’t look into channels of this kind',
};

/** Codes of what Sealcheck itself failed to see, whatever the channel. */
const ofOurselves: Readonly<Record<string, string>> = {
  'report-refused': 'A report from inside the page was malformed and dropped',
  'reports-shed': 'More was reported than Sealcheck could take',
  'not-kept': 'The browser’s database could not be written or read',
};

/** A coverage report's reason in words. `alone` when it says nothing of the channel it came with. */
export function coverageWords(reason: string): { words: string; alone: boolean } {
  const own = ofOurselves[reason];
  if (own !== undefined) return { words: own, alone: true };
  return { words: ofChannel[reason] ?? reason, alone: false };
}
