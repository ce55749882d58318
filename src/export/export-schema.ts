/** The kinds of line of an export. Published: a change of meaning is a new version of the name. */
import * as v from 'valibot';
import { amount, fieldPath, hash, host, moment, ownId } from '../messages/fields.ts';
import { observationEntries, typedPartKind } from '../messages/observation-schema.ts';

const word = v.pipe(v.string(), v.maxLength(100));

export const exportHeaderSchema = v.strictObject({
  schema: v.literal('sealcheck/export@1'),
  version: v.pipe(word, v.description('Version of Sealcheck that wrote the file.')),
  exportedAt: v.pipe(v.string(), v.isoTimestamp(), v.description('Moment of the export, UTC.')),
  browser: v.pipe(word, v.description('Browser and major version: `chromium 156`.')),
  count: v.pipe(
    amount,
    v.description('Observations that were kept when the export began; so many lines follow.'),
  ),
  leaks: v.pipe(amount, v.description('Side leaks; so many lines follow the observations.')),
});

export const exportObservationSchema = v.strictObject({
  schema: v.literal('sealcheck/observation@1'),
  receivedAt: v.pipe(
    moment,
    v.description(
      'When it was kept, milliseconds since the epoch; `at` is when it left or arrived.',
    ),
  ),
  service: v.pipe(
    v.string(),
    v.maxLength(300),
    v.description('Id of the profile of the page, or origin of the site that the person added.'),
  ),
  session: v.pipe(v.string(), v.uuid(), v.description('Random name of the page load.')),
  frame: v.pipe(amount, v.description('Frame of the page; 0 is the top frame.')),
  ...observationEntries,
  conversation: v.pipe(
    hash,
    v.description(
      'The conversation, as a hash with a key that never leaves the installation: it joins lines of one file, and tells nothing else.',
    ),
  ),
});

export const exportLeakSchema = v.strictObject({
  schema: v.literal('sealcheck/leak@1'),
  service: v.pipe(
    v.string(),
    v.maxLength(300),
    v.description('Id of the profile of the page, or origin of the site that the person added.'),
  ),
  platform: v.pipe(ownId, v.description("Id of the profile whose rules the conversation's go by.")),
  conversation: v.pipe(hash, v.description('The conversation, as in the observations.')),
  host: v.pipe(host, v.description('Where it went.')),
  path: v.pipe(fieldPath, v.description('Field path in which it stood.')),
  what: v.pipe(
    v.union([v.literal('text'), typedPartKind]),
    v.description('All that was typed until then, or which part of it.'),
  ),
  beforeSend: v.pipe(v.boolean(), v.description('It had not been sent yet.')),
  thirdParty: v.pipe(v.boolean(), v.description("The host is not one of the service's own.")),
  secure: v.pipe(v.boolean(), v.description('True for https: and wss:.')),
  count: v.pipe(amount, v.description('Payloads in which it was seen; 50 stands for 50 or more.')),
  firstAt: v.pipe(moment, v.description('The earliest of those, by the clock of the page.')),
  lastAt: v.pipe(moment, v.description('The latest of those, by the clock of the page.')),
});

export type ExportHeader = v.InferOutput<typeof exportHeaderSchema>;
export type ExportObservation = v.InferOutput<typeof exportObservationSchema>;
export type ExportLeak = v.InferOutput<typeof exportLeakSchema>;
