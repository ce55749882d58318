import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../platforms/profile.ts';
import { observation, text } from '../verdict/testing/examples.ts';
import { forgetEverything, saveBatch } from './changes.ts';
import {
  conversationsOf,
  countRows,
  leakingPayloads,
  observationsOfSession,
  recentObservations,
  serviceSummaries,
} from './queries.ts';
import { conversationRow, freshDatabase, observationRow, waiting } from './testing/rows.ts';

const claim: Claim = {
  position: 'e2ee-default',
  text: 'All messages are end-to-end encrypted.',
  source: 'https://vendor.example/',
  checked: '2026-11-20',
};

describe('the summary of services', () => {
  it('rolls judged conversations up, the latest service first', async () => {
    const database = freshDatabase();
    const other = { service: 'https://chat.lan', platform: 'xmpp' };
    await saveBatch(
      database,
      [],
      [
        conversationRow('example:1', { firstAt: 5, lastAt: 100 }),
        conversationRow('example:2', { firstAt: 3, lastAt: 50 }),
        conversationRow('example:3', { firstAt: 1, lastAt: 900, state: waiting }),
        conversationRow('https://chat.lan:1', { ...other, lastAt: 200 }),
        conversationRow('silent:1', { service: 'silent', state: waiting }),
      ],
    );
    const summaries = await serviceSummaries(database, new Map([['example', [claim]]]));
    expect(summaries.map(({ service }) => service)).toEqual(['https://chat.lan', 'example']);
    const [added, example] = summaries;
    expect(example).toMatchObject({ conversations: 2, payloads: 2, firstAt: 3, lastAt: 100 });
    expect(example?.summary).toMatchObject({
      judgement: { verdict: 'tls-only', strength: 'proven' },
      mix: { 'tls-only': 2, e2ee: 0 },
    });
    expect(example?.summary.disagrees).toBeDefined();
    expect(added?.summary.disagrees).toBeUndefined();
  });

  it('is empty when nothing was observed', async () => {
    expect(await serviceSummaries(freshDatabase(), new Map())).toEqual([]);
  });
});

it("a service's conversations come in pages, the latest first, without those that wait", async () => {
  const database = freshDatabase();
  await saveBatch(
    database,
    [],
    [
      ...[1, 2, 3, 4, 5].map((at) => conversationRow(`example:${at}`, { lastAt: at })),
      conversationRow('example:6', { lastAt: 6, state: waiting }),
      conversationRow('example-2:7', { service: 'example-2', lastAt: 7 }),
    ],
  );
  const page = await conversationsOf(database, 'example', { offset: 1, limit: 2 });
  expect(page.total).toBe(5);
  expect(page.rows.map(({ id }) => id)).toEqual(['example:4', 'example:3']);
});

describe('observations', () => {
  it('come in pages, newest first', async () => {
    const database = freshDatabase();
    const rows = [1, 2, 3, 4, 5].map((id) => observationRow({ observation: observation({ id }) }));
    await saveBatch(database, rows, []);
    const page = await recentObservations(database, { offset: 1, limit: 2 });
    expect(page.total).toBe(5);
    expect(page.rows.map((row) => row.observation.id)).toEqual([4, 3]);
  });

  it('of one page load are told from those of another', async () => {
    const database = freshDatabase();
    const rows = [1, 2, 3, 4].map((id) =>
      observationRow({ session: id % 2 ? 'odd' : 'even', observation: observation({ id }) }),
    );
    await saveBatch(database, rows, []);
    const ids = async (limit: number) =>
      (await observationsOfSession(database, 'odd', limit)).map(({ id }) => id);
    expect(await ids(20)).toEqual([3, 1]);
    expect(await ids(1)).toEqual([3]);
  });

  it('that left with what was typed are found by frame and time', async () => {
    const database = freshDatabase();
    const row = (id: number, at: number, frame: number, leaks: boolean) =>
      observationRow({
        at,
        frame,
        observation: observation({ id, finding: { texts: leaks ? [text()] : [] } }),
      });
    const link = { kind: 'link', path: 'url' } as const;
    const part = observation({ id: 6, parts: [link] });
    const received = observation({ wire: { direction: 'in' }, finding: { texts: [text()] } });
    await saveBatch(
      database,
      [
        row(1, 100, 0, true),
        row(2, 200, 0, true),
        row(3, 300, 0, false),
        row(4, 400, 5, true),
        row(5, 500, 0, true),
        observationRow({ at: 600, frame: 0, observation: part }),
        observationRow({ at: 700, frame: 0, observation: received }),
      ],
      [],
    );
    const found = await leakingPayloads(database, 'session', 0, 200);
    expect(found.map(({ id }) => id)).toEqual([6, 5, 2]);
  });
});

it('a batch is written as a whole or not at all', async () => {
  const database = freshDatabase();
  const broken = { ...conversationRow('example:1'), id: undefined } as never;
  await expect(saveBatch(database, [observationRow()], [broken])).rejects.toThrow();
  expect(await countRows(database)).toEqual({ observations: 0, conversations: 0 });
  await saveBatch(database, [observationRow()], [conversationRow('example:1')]);
  expect(await countRows(database)).toEqual({ observations: 1, conversations: 1 });
  await forgetEverything(database);
  expect(await countRows(database)).toEqual({ observations: 0, conversations: 0 });
});
