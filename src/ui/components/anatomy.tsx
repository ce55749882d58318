import type { Finding, Layer, LeafClass } from '../../engine/finding.ts';
import { SafeText } from './safe-text.tsx';
import { sizeWords } from './sizes.ts';
import './anatomy.css';

const classWords: Record<LeafClass, string> = {
  text: 'readable text',
  opaque: 'looks like uniform bytes',
  short: 'too short to tell',
  structured: 'unknown structure',
  compressed: 'compressed, not opened',
  media: 'media',
  number: 'number',
  identifier: 'identifier',
  token: 'token',
  empty: 'empty',
};

/** A payload's anatomy: what it is made of, layer by layer, without any content. */
export function Anatomy({ finding }: { finding: Finding }) {
  const found = new Set(finding.texts.map((match) => match.path));
  return (
    <ul class="anatomy">
      <LayerItem layer={finding.anatomy} parent="" found={found} depth={0} />
    </ul>
  );
}

interface LayerItemProps {
  layer: Layer;
  /** Path of the layer around, which is left out of this layer's own. */
  parent: string;
  found: ReadonlySet<string>;
  depth: number;
}

function LayerItem({ layer, parent, found, depth }: LayerItemProps) {
  const line = <LayerLine layer={layer} parent={parent} found={found.has(layer.path)} />;
  if (layer.children.length === 0 && !layer.omitted) return <li>{line}</li>;
  return (
    <li>
      <details open={depth < 2 || [...found].some((path) => isWithin(path, layer.path))}>
        <summary>{line}</summary>
        <ul>
          {layer.children.map((child, index) => (
            <LayerItem
              key={index}
              layer={child}
              parent={layer.path}
              found={found}
              depth={depth + 1}
            />
          ))}
          {layer.omitted ? <li class="soft">and {layer.omitted} more, not followed</li> : null}
        </ul>
      </details>
    </li>
  );
}

function LayerLine({ layer, parent, found }: { layer: Layer; parent: string; found: boolean }) {
  const own = ownPath(layer.path, parent);
  return (
    <span class="layer" data-found={found || undefined}>
      {own && <SafeText text={own} />}
      <span>{layer.class ? classWords[layer.class] : <SafeText text={layer.format} />}</span>
      <span class="soft">{sizeWords(layer.size)}</span>
      {layer.envelope && (
        <span class="tag">
          <SafeText text={layer.envelope} /> envelope
        </span>
      )}
      {layer.keyLike && <span class="tag">looks like a key</span>}
      {found && (
        <strong class="tag" data-kind="found">
          your text is here
        </strong>
      )}
    </span>
  );
}

/** The part of a path that this layer adds to the one around it. */
function ownPath(path: string, parent: string): string {
  return parent && isWithin(path, parent) ? path.slice(parent.length).replace(/^\./, '') : path;
}

function isWithin(path: string, ancestor: string): boolean {
  return ancestor === '' || path === ancestor || path.startsWith(`${ancestor}.`);
}
