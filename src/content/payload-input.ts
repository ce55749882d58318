/** From what the tap copied to what the engine reads. */
import type { PayloadInput, PayloadPart } from '../engine/finding.ts';
import type { TapPart, TapPayload } from '../messages/tap-message.ts';

const encoder = new TextEncoder();

function bytesOf(body: string | ArrayBuffer): Uint8Array {
  return typeof body === 'string' ? encoder.encode(body) : new Uint8Array(body);
}

function partOf(part: TapPart): PayloadPart {
  const bytes = bytesOf(part.body);
  const { name, filename, contentType } = part;
  return {
    name,
    bytes,
    // A cut string's size counts UTF-16 units; its bytes are at least as many.
    size: Math.max(part.size, bytes.length),
    ...(filename === undefined ? {} : { filename }),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

export function payloadInput(payload: TapPayload, url: URL): PayloadInput {
  const common = {
    url: url.href,
    ...(payload.contentType && { contentType: payload.contentType }),
  };
  if (payload.body === null) {
    return { ...common, bytes: new Uint8Array(0), size: Math.max(payload.size, 0) };
  }
  if (Array.isArray(payload.body)) {
    return { ...common, parts: payload.body.map(partOf), size: Math.max(payload.size, 0) };
  }
  const bytes = bytesOf(payload.body);
  return { ...common, bytes, size: Math.max(payload.size, bytes.length) };
}
