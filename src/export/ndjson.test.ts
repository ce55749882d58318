import 'fake-indexeddb/auto';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { saveBatch } from '../store/changes.ts';
import { Database } from '../store/database.ts';
import { EXPORT_CHUNK } from '../store/limits.ts';
import { judgePayload, newConversation } from '../verdict/judge.ts';
import { context, observation, sealedObservation, text } from '../verdict/testing/examples.ts';
import { exportHeaderSchema, exportLeakSchema, exportObservationSchema } from './export-schema.ts';
import { exportFile, exportFileName, exportNdjson } from './ndjson.ts';

const origin = { version: '0.1.0', browser: 'chromium 156', at: new Date('2026-11-20T10:00:00Z') };
const session = '2d0c1b5e-6f5b-4a53-9d7c-5e0a7b8c9d10';
let databases = 0;

async function filled(count: number, changes: Parameters<typeof observation>[0] = {}) {
  databases += 1;
  const database = new Database(`export-${databases}`);
  const rows = Array.from({ length: count }, (_, id) => ({
    at: 1_700_000_000_000 + id,
    service: 'example',
    platform: 'example',
    conversation: observation().conversation,
    session,
    frame: 0,
    observation: observation({ id, ...changes }),
  }));
  await saveBatch(database, rows, []);
  return database;
}

async function linesOf(blob: Blob): Promise<unknown[]> {
  const content = await blob.text();
  expect(content.endsWith('\n')).toBe(true);
  return content
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('an export', () => {
  it.each([0, 1, EXPORT_CHUNK - 1, EXPORT_CHUNK, EXPORT_CHUNK + 1, 2 * EXPORT_CHUNK])(
    'of %i findings has them all, in order, as the schema says',
    async (count) => {
      const lines = await linesOf(await exportFile(await filled(count), origin));
      const [header, ...rows] = lines;
      expect(v.parse(exportHeaderSchema, header)).toEqual({
        schema: 'sealcheck/export@1',
        version: '0.1.0',
        exportedAt: '2026-11-20T10:00:00.000Z',
        browser: 'chromium 156',
        count,
        leaks: 0,
      });
      const parsed = rows.map((row) => v.parse(exportObservationSchema, row));
      expect(parsed.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, id) => id));
    },
  );

  it('ends with the side leaks, conversation by conversation', async () => {
    const database = await filled(2);
    const leaking = observation({
      role: 'telemetry',
      wire: { host: 'log.example.net', thirdParty: true },
      finding: { texts: [text('properties.text')] },
    });
    const state = judgePayload(newConversation('example', leaking.conversation), leaking, context);
    const id = `example:${state.conversation}`;
    const row = { id, service: 'example', platform: 'example', judged: 1, revision: 1 } as const;
    await saveBatch(database, [], [{ ...row, firstAt: 1, lastAt: 2, state }]);
    const [header, ...lines] = await linesOf(await exportFile(database, origin));
    expect(v.parse(exportHeaderSchema, header)).toMatchObject({ count: 2, leaks: 1 });
    expect(v.parse(exportLeakSchema, lines.at(-1))).toEqual({
      schema: 'sealcheck/leak@1',
      service: 'example',
      platform: 'example',
      conversation: state.conversation,
      host: 'log.example.net',
      path: 'properties.text',
      what: 'text',
      beforeSend: false,
      thirdParty: true,
      secure: true,
      count: 1,
      firstAt: leaking.at,
      lastAt: leaking.at,
    });
  });

  it('brings each finding back as it was kept', async () => {
    const database = await filled(0);
    const kept = sealedObservation({
      beforeSend: true,
      unseen: 'too-large',
      finding: { texts: [text('зв.🙂."quoted"\n')] },
    });
    const row = {
      at: 5,
      service: 'example',
      platform: 'example',
      conversation: kept.conversation,
      session,
      frame: 3,
      observation: kept,
    };
    await saveBatch(database, [row], []);
    const [, line] = await linesOf(await exportFile(database, origin));
    expect(v.parse(exportObservationSchema, line)).toEqual({
      schema: 'sealcheck/observation@1',
      receivedAt: 5,
      service: 'example',
      session,
      frame: 3,
      ...kept,
    });
  });

  it('does not take along a column that the schema does not name', async () => {
    const database = await filled(1);
    await database.observations.toCollection().modify({ note: 'private' } as object);
    expect(await database.observations.toCollection().first()).toHaveProperty('note');
    const [, line] = await linesOf(await exportFile(database, origin));
    expect(line).not.toHaveProperty('note');
  });

  it('reads on only when it is read, and leaves out what comes later', async () => {
    const database = await filled(EXPORT_CHUNK * 3);
    const seen: number[] = [];
    const progress = (done: number) => seen.push(done);
    const reader = exportNdjson(database, origin, { progress }).getReader();
    await reader.read();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen).toEqual([EXPORT_CHUNK]);
    await saveBatch(
      database,
      [{ ...(await database.observations.get(1)), id: undefined } as never],
      [],
    );
    let rows = EXPORT_CHUNK;
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      rows += new TextDecoder().decode(step.value).trimEnd().split('\n').length;
    }
    expect(rows).toBe(EXPORT_CHUNK * 3);
    expect(await database.observations.count()).toBe(EXPORT_CHUNK * 3 + 1);
  });

  it('stops when it is told to', async () => {
    const database = await filled(EXPORT_CHUNK * 2);
    const control = new AbortController();
    const progress = () => control.abort();
    await expect(
      exportFile(database, origin, { signal: control.signal, progress }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    await expect(exportFile(database, origin, { progress })).resolves.toHaveProperty('size');
  });
});

it('is named after its day', () => {
  expect(exportFileName(origin)).toBe('sealcheck-2026-11-20.ndjson');
});
