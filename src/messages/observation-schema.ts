import * as v from 'valibot';
import { amount, fieldPath, hash, host, moment, ownId } from './fields.ts';
import { findingSchema } from './finding-schema.ts';
import type { CoverageReport, Observation, SendReport } from './observation.ts';

export const channelSchema = v.picklist([
  'fetch',
  'xhr',
  'websocket',
  'beacon',
  'eventsource',
  'form',
  'datachannel',
  'webtransport',
  'worker',
  'sharedworker',
  'serviceworker',
  'window',
  'webassembly',
]);

const wire = v.strictObject({
  channel: channelSchema,
  direction: v.picklist(['out', 'in']),
  method: v.pipe(v.string(), v.maxLength(32)),
  scheme: v.pipe(v.string(), v.maxLength(16), v.regex(/^[a-z0-9+.-]*$/)),
  host,
  path: v.pipe(
    v.string(),
    v.maxLength(4_096),
    v.description('Path of the address; segments that look like ids are masked as `{}`.'),
  ),
  secure: v.pipe(v.boolean(), v.description('True for https: and wss:.')),
  thirdParty: v.pipe(
    v.boolean(),
    v.description("True when the host is not one of the service's own."),
  ),
});

export const typedPartKind = v.picklist(['beginning', 'word', 'link']);

/** One payload on one channel, as entries, since exports have the same. */
export const observationEntries = {
  id: v.pipe(amount, v.description('Unique within the frame.')),
  at: v.pipe(moment, v.description("Milliseconds since the epoch, by the page's clock.")),
  wire,
  platform: v.pipe(ownId, v.description('Id of the profile whose rule matched.')),
  rule: v.pipe(
    v.union([v.literal(''), ownId]),
    v.description('Id of the rule that matched; empty where none did.'),
  ),
  role: v.picklist([
    'message',
    'receive',
    'typing',
    'edit',
    'media',
    'keys',
    'telemetry',
    'control',
    'unknown',
  ]),
  conversation: hash,
  finding: findingSchema,
  unseen: v.exactOptional(
    v.pipe(
      v.picklist([
        'read-failed',
        'stream',
        'too-large',
        'detached',
        'shed',
        'opening-missed',
        'unfinished',
        'unreadable-object',
      ]),
      v.description('Why part of the payload, or all of it, was not seen.'),
    ),
  ),
  beforeSend: v.exactOptional(
    v.pipe(v.boolean(), v.description('The texts found were typed, but not sent yet.')),
  ),
  parts: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ kind: typedPartKind, path: fieldPath })),
      v.maxLength(50),
      v.description(
        'Where less than the whole typed text stood readable, in a payload that is not the message: its beginning, words of it, a link in it.',
      ),
    ),
  ),
  rendered: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ needle: ownId, path: fieldPath })),
      v.maxLength(50),
      v.description(
        'Where texts stood readable that the page showed just after this payload had come in. The texts are kept nowhere.',
      ),
    ),
  ),
  slots: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          path: fieldPath,
          reason: v.picklist(['not-uniform', 'sequences-shared', 'body-repeats']),
        }),
      ),
      v.maxLength(64),
      v.description(
        'Places of its ciphertexts where those of all payloads so far, taken together, are not what encryption gives.',
      ),
    ),
  ),
  send: v.exactOptional(
    v.pipe(amount, v.description('Random number of the Send that the payload falls under.')),
  ),
};

export const observationSchema: v.GenericSchema<unknown, Observation> =
  v.strictObject(observationEntries);

export const sendReportSchema: v.GenericSchema<unknown, SendReport> = v.strictObject({
  send: amount,
  at: moment,
  conversation: hash,
  platform: ownId,
  length: amount,
  searchable: v.boolean(),
  searched: amount,
  unsearched: amount,
  foundAt: v.pipe(v.array(fieldPath), v.maxLength(1_000)),
});

export const coverageSchema: v.GenericSchema<unknown, CoverageReport> = v.strictObject({
  channel: channelSchema,
  state: v.picklist(['seen', 'seen-to-exist', 'unknown']),
  host,
  reason: v.pipe(v.string(), v.maxLength(300)),
  blocks: v.boolean(),
  count: v.exactOptional(amount),
});
