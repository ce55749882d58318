// Loaded before The Lounge: it asks GitHub for news at start, has no setting against that, and a failed
// answer can end the process. In the lab there is no network to ask.
const changelog = require('thelounge/dist/server/plugins/changelog.js').default;

changelog.checkForUpdates = () => {};
changelog.fetch = async () => ({
  current: { prerelease: false, version: 'lab', changelog: undefined, url: '' },
  expiresAt: Number.POSITIVE_INFINITY,
  latest: undefined,
  packages: undefined,
});
