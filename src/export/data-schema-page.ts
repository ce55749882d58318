import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { layerSchema } from '../messages/finding-schema.ts';
import { exportHeaderSchema, exportLeakSchema, exportObservationSchema } from './export-schema.ts';

/** docs/data-schema.md: what stands in an export, from the schemas that it is checked with. */
export function dataSchemaPage(): string {
  return `# Data schema of exports

<!-- Written from src/export/export-schema.ts. To write it anew: npx vitest run src/export --update -->

The dashboard saves findings as NDJSON: UTF-8, one JSON text a line, the oldest first. The first line is a header,
then come observations: one payload on one channel in one direction, what it is made of, and what was found in it; then
side leaks: places beside the message where what was typed went, each once in a conversation. There is **no content** in it: no typed text, no payload, no names. A conversation is a keyed hash; the key stays
in the extension. Field paths are the names that the service gave its fields.

The names \`sealcheck/export@1\`, \`sealcheck/observation@1\` and \`sealcheck/leak@1\` are versions: a file that names them has these fields and no
others, with these meanings.

## Header

${jsonSchema('sealcheck/export@1', exportHeaderSchema, {})}

## Observation

${jsonSchema('sealcheck/observation@1', exportObservationSchema, { layer: layerSchema })}

## Side leak

${jsonSchema('sealcheck/leak@1', exportLeakSchema, {})}
`;
}

/** @throws for a schema with a check that JSON Schema can't say */
function jsonSchema(
  title: string,
  schema: GenericSchema,
  definitions: Record<string, GenericSchema>,
): string {
  const { $schema, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    definitions,
    ignoreActions: ['iso_timestamp'],
  });
  return `\`\`\`json\n${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n\`\`\``;
}
