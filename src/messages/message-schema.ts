import * as v from 'valibot';
import type { ContentMessage, PageMessage } from './messages.ts';
import { coverageSchema, sendReportSchema } from './observation-schema.ts';

/** A content message whose observations are still unchecked: they are checked one by one, so that one bad
 * observation does not take the others, which may hold the readable text, with it. */
export type OpenContentMessage =
  | Exclude<ContentMessage, { kind: 'observations' }>
  | { kind: 'observations'; observations: unknown[] };

/** Most entries of one message. The content script sends 50 at a time, and more only when a page goes away. */
const MOST_OBSERVATIONS = 1_000;
const MOST_REPORTS = 200;

export const contentMessageSchema: v.GenericSchema<unknown, OpenContentMessage> = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('hello') }),
    v.strictObject({
      kind: v.literal('observations'),
      observations: v.pipe(v.array(v.unknown()), v.maxLength(MOST_OBSERVATIONS)),
    }),
    v.strictObject({ kind: v.literal('sent'), report: sendReportSchema }),
    v.strictObject({
      kind: v.literal('coverage'),
      reports: v.pipe(v.array(coverageSchema), v.maxLength(MOST_REPORTS)),
    }),
  ],
);

const origin = v.pipe(v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^\s/?#@]+$/));

const tabId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const pageMessageSchema: v.GenericSchema<unknown, PageMessage> = v.variant('kind', [
  v.strictObject({ kind: v.literal('tab-state'), tabId }),
  v.strictObject({ kind: v.literal('services') }),
  v.strictObject({
    kind: v.literal('set-platform'),
    id: v.pipe(v.string(), v.maxLength(300)),
    enabled: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('add-site'), origin }),
  v.strictObject({ kind: v.literal('remove-site'), origin }),
  v.strictObject({ kind: v.literal('forget') }),
  v.strictObject({ kind: v.literal('deep-capture'), tabId, on: v.boolean() }),
]);
