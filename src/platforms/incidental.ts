/** What a request is for where no profile knows it, told by its address and its type alone: a hint, never a proof. */
import type { RequestRole } from '../messages/observation.ts';

/** Types of what pages are built from (RFC 9110 §8.3; the top-level types of RFC 2046 and RFC 8081). */
const BUILDING_MATERIAL =
  /^(?:text\/(?:html|css|javascript|ecmascript)|application\/(?:x-)?(?:javascript|ecmascript|wasm|manifest\+json|font-)|(?:image|audio|video|font)\/)/;

const TELEMETRY =
  /(?:^|[/._-])(?:telemetry|analytics|metrics?|collect|stats?|tracking|track|pixel|beacon|sentry|envelope|rum|clientlogs?|jslog|logging|log_?events?|client_?events?|perf|crash(?:es)?|error-?reports?|csp-?reports?|blizzard|logs?|bugsnag|datadog|amplitude|segment|mixpanel|otel|traces?)(?:$|[/._?-])/i;

const CONTROL =
  /(?:^|[/._-])(?:heartbeat|keep-?alive|ping|presence|typing|read[_-]?(?:state|receipts?|marks?)|mark[_-]?(?:as[_-]?)?read|acks?|acknowledge|oauth2?|refresh[_-]?token|token|login|logout|session|config|settings|preferences|feature[_-]?flags?|experiments?|manifest|health)(?:$|[/._?-])/i;

const TYPING = /(?:^|[/._-])typing(?:$|[/._?-])/i;

/** The role that address and media type suggest; `unknown` where they suggest none. */
export function incidentalRole(url: string, contentType: string): RequestRole {
  if (BUILDING_MATERIAL.test(contentType.trim().toLowerCase())) return 'control';
  const { pathname } = new URL(url);
  if (TYPING.test(pathname)) return 'typing';
  if (TELEMETRY.test(pathname)) return 'telemetry';
  return CONTROL.test(pathname) ? 'control' : 'unknown';
}
