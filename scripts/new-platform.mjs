/**
 * Begins a platform: `npm run new-platform <id> [page]`, for example `npm run new-platform zulip https://chat.zulip.org/*`.
 * Makes the profile, a first fixture and the line of docs/platforms.md. The tests then say what is still missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [id, page = `https://${id}.example/*`] = process.argv.slice(2);
if (id === undefined || !/^[a-z][a-z0-9-]*$/.test(id)) {
  console.error('usage: npm run new-platform <id> [match pattern of its pages]');
  process.exit(2);
}

const root = new URL('..', import.meta.url);
const profileFile = new URL(`src/platforms/${id}.json`, root);
if (existsSync(profileFile)) {
  console.error(`src/platforms/${id}.json exists already.`);
  process.exit(1);
}

const origin = page.replace(/^\*:/, 'https:').replace(/\*\.?/g, '').replace(/\/+$/, '');
const today = new Date().toISOString().slice(0, 10);
const draft = 'Meet me at the north gate at nine, bring the blue folder';

const profile = {
  id,
  name: id[0].toUpperCase() + id.slice(1),
  pages: [page],
  requests: [
    {
      id: 'send',
      channel: ['fetch', 'xhr'],
      direction: 'out',
      method: 'POST',
      url: `${origin}/api/messages*`,
      role: 'message',
      text: ['text'],
    },
  ],
  claims: [
    {
      position: 'not-documented',
      text: 'What the vendor documents of one-to-one chats on the web, in our own words.',
      source: `${origin}/`,
      checked: today,
    },
  ],
  expectations: [{ fixture: 'send-text.json', verdict: 'tls-only' }],
};

function fixture(text, expected) {
  return {
    description: 'A message with its text.',
    source: 'Where the form of this payload comes from.',
    page: `${origin}/`,
    draft,
    events: [
      {
        channel: 'fetch',
        direction: 'out',
        method: 'POST',
        url: `${origin}/api/messages`,
        contentType: 'application/json',
        bodyText: JSON.stringify({ text }),
      },
    ],
    expect: { rule: 'send', role: 'message', ...expected },
  };
}

const folder = `test/fixtures/${id}/`;
mkdirSync(new URL(folder, root), { recursive: true });
write(profileFile, profile);
write(
  new URL(`${folder}send-text.json`, root),
  fixture(draft, {
    textPath: 'text',
    verdict: 'tls-only',
    strength: 'proven',
    reason: 'text-in-message',
  }),
);
write(new URL(`${folder}send-nothing.json`, root), {
  ...fixture('', { verdict: 'inconclusive', reason: 'message-without-envelope' }),
  description: 'The twin: the same request without the text.',
});
run('node_modules/.bin/biome', 'format', '--write', `src/platforms/${id}.json`, folder);
run(process.execPath, 'scripts/generate-docs.mjs');
console.log(`src/platforms/${id}.json, test/fixtures/${id}/ and docs/platforms.md are begun.`);
console.log(
  'Put in the facts with their sources, then: npx vitest run src/platforms test/fixtures',
);

function write(file, content) {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

function run(command, ...args) {
  spawnSync(command, args.map(String), { cwd: fileURLToPath(root), stdio: 'inherit' });
}
