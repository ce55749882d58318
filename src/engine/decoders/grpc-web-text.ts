/** gRPC-Web as text (grpc PROTOCOL-WEB): base64 of its frames, with padding wherever the sender flushed. */
import { Content } from '../content.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Decoder } from './decoder.ts';
import { grpcWeb } from './frames.ts';

const ALPHABET = /^[A-Za-z0-9+/]+={0,2}(?:[A-Za-z0-9+/]+={0,2})*$/;

export const grpcWebText: Decoder = {
  id: 'grpc-web-text',
  fit(content, context) {
    const text = content.text;
    if (text === undefined || text.length < 8) return -1;
    if (context.contentType.includes('grpc-web-text')) return ALPHABET.test(text) ? 0.96 : -1;
    // A first frame of less than 64 KB: `00 00 00`, in base64 `AAAA`. Padding inside is what plain base64 has not.
    return context.parent === '' && text.startsWith('AAAA') && /=[A-Za-z0-9+/]/.test(text)
      ? 0.6
      : -1;
  },
  decode(content, context, budget) {
    const text = content.text ?? '';
    if (text.length * 0.75 > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const parts = (text.match(/[^=]+={0,2}/g) ?? []).map(base64Bytes);
    if (!parts.every((part) => part !== undefined)) return undefined;
    const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    const decoded = grpcWeb.decode(new Content(bytes), context, budget);
    if (decoded !== undefined) budget.takeDecoded(bytes.length);
    return decoded;
  },
};
