/**
 * The extension interface. Only this folder imports it, so that everything else can be tested without a browser.
 *
 * Listeners handed to it must be `async` functions: Chromium's own `browser` object, which the polyfill passes
 * through, drops any promise that is not a native one (a Dexie promise arrives as undefined).
 */
export { default as extension } from 'webextension-polyfill';
