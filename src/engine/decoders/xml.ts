/**
 * XML (saxes, a strict parser), whole or in fragments as XMPP sends it. Paths are local element names:
 * `message.body`, attributes `message@to`. Namespaces are kept in the document for envelope recognisers.
 * Message texts that merely hold some HTML tags are not XML: their text is searched with the tags taken out.
 */
import { SaxesParser } from 'saxes';
import { Content } from '../content.ts';
import { joinPath, keySegment } from '../field-path.ts';
import type { Decoder, Piece } from './decoder.ts';

export interface XmlElement {
  name: string;
  namespace: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  /** All text directly inside, in order. */
  text: string;
}

const MAX_NESTING = 64;
const DECLARATION = /^\s*<\?xml[^<>]*\?>/;
/** A stream's first stanzas use this prefix, which its opening tag declared in another frame (RFC 6120 §4.8.5). */
const STREAM_PREFIXES = { stream: 'http://etherx.jabber.org/streams' };

export const xml: Decoder = {
  id: 'xml',
  fit(content, context) {
    const text = content.text?.trimStart();
    if (text === undefined || !text.startsWith('<') || /^<!doctype html|^<html/i.test(text)) {
      return -1;
    }
    if (/^<(?:\?xml|[\w:.-]+[^<>]*\sxmlns)/.test(text)) return 0.95;
    return context.parent === '' || context.contentType.includes('xml') ? 0.7 : -1;
  },
  decode(content, context, budget) {
    const pieces: Piece[] = [];
    const root: XmlElement = newElement('', '');
    const open: { element: XmlElement; path: string }[] = [{ element: root, path: '' }];
    const limit = budget.leavesLeft;
    let omitted = 0;
    let failed = false;
    let run = '';

    function add(piece: Piece): void {
      if (pieces.length < limit) pieces.push(piece);
      else omitted += 1;
    }
    function endRun(): void {
      const top = open.at(-1);
      if (top && run.trim() !== '') {
        top.element.text += run;
        add({ segment: top.path, content: new Content(run), origin: top.element });
      }
      run = '';
    }

    const parser = new SaxesParser({
      xmlns: true,
      fragment: true,
      additionalNamespaces: STREAM_PREFIXES,
    });
    parser.on('error', () => {
      failed = true;
    });
    parser.on('text', (text) => {
      run += text;
    });
    parser.on('cdata', (text) => {
      run += text;
    });
    parser.on('opentag', (tag) => {
      endRun();
      const parent = open.at(-1);
      if (failed || !parent || open.length > MAX_NESTING) {
        failed = true;
        return;
      }
      const element = newElement(tag.local, tag.uri);
      parent.element.children.push(element);
      const path = joinPath(parent.path, keySegment(tag.local, context.knownTexts));
      open.push({ element, path });
      for (const attribute of Object.values(tag.attributes)) {
        if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue;
        element.attributes.set(attribute.local, attribute.value);
        const segment = `${path}@${keySegment(attribute.local, context.knownTexts)}`;
        add({ segment, content: new Content(attribute.value), origin: element });
      }
    });
    parser.on('closetag', () => {
      endRun();
      open.pop();
    });
    parser.write((content.text ?? '').replace(DECLARATION, ''));
    if (failed) return undefined;
    // The opening tag of a stream is never closed within its frame.
    endRun();
    const unclosed = open.length > 1;
    if (!unclosed) parser.close();
    if (failed || root.children.length === 0) return undefined;
    return { pieces, document: root, ...(omitted > 0 ? { omitted } : {}) };
  },
};

function newElement(name: string, namespace: string): XmlElement {
  return { name, namespace, attributes: new Map(), children: [], text: '' };
}
