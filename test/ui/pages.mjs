const popup = { width: 400, height: 600 };

const everywhere = [
  { name: 'light', viewport: popup },
  { name: 'dark', viewport: popup, scheme: 'dark' },
];

const more = [
  { name: 'narrow', viewport: { width: 320, height: 600 } },
  { name: 'right-to-left', viewport: popup, direction: 'rtl' },
  { name: 'double-zoom', viewport: { width: 320, height: 300 }, scale: 2 },
  { name: 'forced-colors', viewport: popup, forcedColors: true },
  { name: 'more-contrast', viewport: popup, contrast: 'more' },
  { name: 'opened', viewport: popup, open: '.payloads > li > details > summary' },
];

const states = (names, variants) =>
  names.map((state) => ({ name: `popup-${state}`, query: `page=popup&state=${state}`, variants }));

const window = { width: 1100, height: 800 };

const wide = [
  { name: 'light', viewport: window },
  { name: 'dark', viewport: window, scheme: 'dark' },
  { name: 'narrow', viewport: { width: 320, height: 700 } },
  { name: 'right-to-left', viewport: window, direction: 'rtl' },
  { name: 'double-zoom', viewport: { width: 550, height: 400 }, scale: 2 },
  { name: 'forced-colors', viewport: window, forcedColors: true },
  { name: 'more-contrast', viewport: window, contrast: 'more', scheme: 'dark' },
];

const expanded = [
  ...wide,
  { name: 'expanded', viewport: window, open: '.platform .expand >> nth=0' },
  {
    name: 'expanded-narrow',
    viewport: { width: 320, height: 700 },
    open: '.platform .expand >> nth=0',
  },
  { name: 'asking', viewport: window, open: 'button[data-kind=danger] >> nth=0', inView: true },
  { name: 'exporting', viewport: window, open: '.export button' },
];

/** Every page in every state that is looked at, and how. */
export const pages = [
  ...states(
    ['tls-only', 'e2ee', 'inconclusive', 'disagrees', 'downgraded', 'elsewhere'],
    [...everywhere, ...more],
  ),
  ...states(
    ['deep-offered'],
    [...everywhere, ...more.slice(0, -1)].map((variant) => ({
      ...variant,
      open: '.deep-capture-offer > summary',
      inView: true,
    })),
  ),
  {
    name: 'popup-workers-offered',
    query: 'page=popup&state=workers-offered&workers=off',
    variants: [...everywhere, ...more.slice(0, -1)].map((variant) => ({
      ...variant,
      open: '.deep-capture-offer > summary',
      inView: true,
    })),
  },
  ...states(['deep-on', 'deep-late'], [...everywhere, ...more.slice(0, -1)]),
  ...states(['deep-ended', 'deep-elsewhere'], everywhere),
  ...states(
    [
      'plaintext',
      'off',
      'unsupported',
      'permission-missing',
      'reload-needed',
      'waiting',
      'no-site',
      'failed',
    ],
    everywhere,
  ),
  { name: 'dashboard-used', query: 'page=dashboard&state=used', variants: expanded },
  {
    name: 'dashboard-empty',
    query: 'page=dashboard&state=empty',
    variants: everywhere.map((v) => ({ ...v, viewport: window })),
  },
  { name: 'onboarding', query: 'page=onboarding', variants: wide },
  { name: 'dashboard-workers', query: 'page=dashboard&state=used&workers=off', variants: wide },
  {
    name: 'onboarding-workers',
    query: 'page=onboarding&workers=on',
    variants: everywhere.map((v) => ({ ...v, viewport: window })),
  },
];
