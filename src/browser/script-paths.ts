/** Paths of the built page scripts, from the extension's root. The build names a source `x.iife.ts` so. */
export const CONTENT_SCRIPT = 'src/content/content.iife.js';
export const TAP_SCRIPT = 'src/tap/tap.iife.js';

/** Our own pages, from the extension's root. */
export const DASHBOARD_PAGE = 'src/ui/dashboard/index.html';
export const ONBOARDING_PAGE = 'src/ui/onboarding/index.html';
