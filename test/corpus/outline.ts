import { analyse } from '../../src/engine/analyse.ts';
import type { AnalyseOptions, Finding, Layer, PayloadInput } from '../../src/engine/finding.ts';

export function findingOf(
  body: string | Uint8Array,
  input: PayloadInput = {},
  options: AnalyseOptions = {},
): Finding {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return analyse({ bytes, ...input }, { clock: () => 0, ...options }).finding;
}

/** All layers of an anatomy as `path: format` or `path: class`. */
export function outlineOf({ anatomy }: Finding): string[] {
  const lines: string[] = [];
  function visit(layer: Layer): void {
    lines.push(`${layer.path}: ${layer.class ?? layer.format}`);
    for (const child of layer.children) visit(child);
  }
  visit(anatomy);
  return lines;
}

export function layersOf({ anatomy }: Finding): Layer[] {
  const layers = [anatomy];
  for (const layer of layers) layers.push(...layer.children);
  return layers;
}
