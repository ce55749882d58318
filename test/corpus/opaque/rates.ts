/** How often a leaf is called `opaque`, by family, over payloads of 128 bytes and more. */
import type { Layer } from '../../../src/engine/finding.ts';
import { findingOf, layersOf } from '../outline.ts';
import { type FamilyName, MIN_SIZE, makers, newSource, ready } from './families.ts';

export interface Rate {
  family: FamilyName;
  maker: string;
  payloads: number;
  opaque: number;
}

/** `count` payloads of each family, spread evenly over its makers. */
export async function opaqueRates(count: number): Promise<Rate[]> {
  await ready;
  const rates: Rate[] = [];
  for (const family of Object.keys(makers) as FamilyName[]) {
    const list = makers[family];
    for (const [at, [maker, make]] of list.entries()) {
      const source = newSource(at + 1);
      const rate: Rate = { family, maker, payloads: 0, opaque: 0 };
      while (rate.payloads < Math.ceil(count / list.length)) {
        const bytes = Uint8Array.from(make(source));
        if (bytes.length < MIN_SIZE) continue;
        rate.payloads += 1;
        if (layersOf(findingOf(bytes)).some(isLargeOpaque)) rate.opaque += 1;
      }
      rates.push(rate);
    }
  }
  return rates;
}

function isLargeOpaque(layer: Layer): boolean {
  return layer.class === 'opaque' && layer.size >= MIN_SIZE;
}

export function totalOf(rates: readonly Rate[], family: FamilyName): Rate {
  const own = rates.filter((rate) => rate.family === family);
  const sum = (key: 'payloads' | 'opaque') => own.reduce((all, rate) => all + rate[key], 0);
  return { family, maker: 'all', payloads: sum('payloads'), opaque: sum('opaque') };
}

/** A Markdown table: families, then what was called opaque in them by maker. */
export function tableOf(rates: readonly Rate[]): string {
  const lines = ['| family | payloads | called opaque | share |', '| --- | ---: | ---: | ---: |'];
  for (const family of Object.keys(makers) as FamilyName[]) {
    const total = totalOf(rates, family);
    lines.push(lineOf(`**${family}**`, total));
    for (const rate of rates) {
      const expected = family === 'ciphertext' ? rate.payloads : 0;
      if (rate.family === family && rate.opaque !== expected) lines.push(lineOf(rate.maker, rate));
    }
  }
  return lines.join('\n');
}

function lineOf(name: string, { payloads, opaque }: Rate): string {
  return `| ${name} | ${payloads} | ${opaque} | ${((opaque / payloads) * 100).toFixed(3)} % |`;
}
