import * as v from 'valibot';
import type { Finding, Layer } from '../engine/finding.ts';
import { amount, bits, fieldPath, ownId } from './fields.ts';

const leafClass = v.picklist([
  'text',
  'opaque',
  'short',
  'structured',
  'compressed',
  'media',
  'number',
  'identifier',
  'token',
  'empty',
]);

/** Recursive: whoever parses it checks the depth before (bounds.ts). */
export const layerSchema: v.GenericSchema<unknown, Layer> = v.strictObject({
  path: v.pipe(fieldPath, v.description("Field path from the payload's root; '' for the root.")),
  format: v.pipe(ownId, v.description('Id of the decoder, or `leaf`.')),
  size: v.pipe(amount, v.description('Bytes at this layer, before it is undone.')),
  class: v.exactOptional(leafClass),
  statistics: v.exactOptional(
    v.strictObject({
      entropy: v.pipe(bits, v.description('Shannon entropy of the bytes, bits per byte.')),
      uniformEntropy: v.pipe(
        bits,
        v.description('Mean entropy of uniform bytes of the same length, bits per byte.'),
      ),
      failed: v.pipe(
        v.array(ownId),
        v.maxLength(50),
        v.description('Uniformity tests that the leaf failed; none for `opaque`.'),
      ),
    }),
  ),
  prose: v.exactOptional(
    v.pipe(v.literal(true), v.description('A readable leaf that reads as written by a person.')),
  ),
  notice: v.exactOptional(
    v.pipe(
      v.literal(true),
      v.description("A client's own sentence that a sealed message stands beside it."),
    ),
  ),
  envelope: v.exactOptional(
    v.pipe(ownId, v.description('Id of the envelope that was recognised at this layer.')),
  ),
  keyLike: v.exactOptional(
    v.pipe(
      v.boolean(),
      v.description("It has a key's length and a key's name, and no envelope explains it."),
    ),
  ),
  children: v.array(v.lazy(() => layerSchema)),
  omitted: v.exactOptional(
    v.pipe(amount, v.description('Children that a budget kept us from following.')),
  ),
});

const envelopeMatch = v.strictObject({
  id: ownId,
  path: fieldPath,
  role: v.picklist(['message', 'key-exchange', 'transport']),
  ciphertext: v.strictObject({ path: fieldPath, size: amount, class: leafClass }),
  keyBeside: v.exactOptional(
    v.pipe(fieldPath, v.description('Path of a key in the same payload that nothing explains.')),
  ),
});

const opening = v.strictObject({
  path: fieldPath,
  algorithm: v.pipe(ownId, v.description('Of the observed encrypt call, e.g. `aes-gcm`.')),
  key: v.pipe(
    v.picklist(['generated', 'imported', 'derived', 'unwrapped', 'unknown']),
    v.description('How the page came to the key.'),
  ),
  keyAtService: v.exactOptional(
    v.pipe(
      v.picklist(['received', 'sent']),
      v.description("The key's own bytes stood readable in what the service sent, or got."),
    ),
  ),
  size: v.pipe(amount, v.description('Bytes that went into the call.')),
  transport: v.exactOptional(
    v.pipe(
      v.literal(true),
      v.description("The connection's own encryption, which the service opens."),
    ),
  ),
  holds: v.exactOptional(
    v.pipe(v.picklist(['whole', 'part']), v.description('A known text stands in it.')),
  ),
});

const hashMatch = v.strictObject({
  needle: v.pipe(ownId, v.description('Id of the text whose digest was found.')),
  path: fieldPath,
  algorithm: v.pipe(ownId, v.description('Hash function, e.g. `sha256`.')),
});

const textMatch = v.strictObject({
  needle: v.pipe(
    ownId,
    v.description('Id of the text that was found. The text itself is kept nowhere.'),
  ),
  path: fieldPath,
  layers: v.pipe(
    v.array(ownId),
    v.maxLength(100),
    v.description('Formats from the root to the place.'),
  ),
  extent: v.pipe(
    v.picklist(['whole', 'part']),
    v.description('All of the text, or a long beginning of it, as typing previews send.'),
  ),
});

/** What the engine says of one payload: numbers, classes and field paths. */
export const findingSchema: v.GenericSchema<unknown, Finding> = v.strictObject({
  schema: v.literal('sealcheck/finding@1'),
  size: v.pipe(amount, v.description('Bytes of the payload.')),
  seen: v.pipe(amount, v.description('Bytes of it that were analysed.')),
  anatomy: layerSchema,
  envelopes: v.pipe(v.array(envelopeMatch), v.maxLength(5_000)),
  texts: v.pipe(v.array(textMatch), v.maxLength(5_000)),
  hashes: v.exactOptional(v.pipe(v.array(hashMatch), v.maxLength(100))),
  searched: v.pipe(
    v.array(ownId),
    v.maxLength(1_000),
    v.description('Ids of all texts that were searched for, found or not.'),
  ),
  limits: v.pipe(
    v.array(v.picklist(['bytes', 'decoded-bytes', 'depth', 'leaves', 'time'])),
    v.maxLength(5),
    v.description('Budgets that ended the work early: what they left unseen supports no claim.'),
  ),
  openings: v.exactOptional(
    v.pipe(
      v.array(opening),
      v.maxLength(500),
      v.description('Layers that were followed to the input of an observed encrypt call.'),
    ),
  ),
});
