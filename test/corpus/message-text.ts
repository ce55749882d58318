import { readdirSync, readFileSync } from 'node:fs';
import { seededBytes } from './seeded-bytes.ts';

let prose: string[] | undefined;

/** Words as people write them: the documentation of the packages that this project uses. */
function words(): string[] {
  prose ??= readdirSync('node_modules')
    .filter((name) => /^[a-z]/.test(name))
    .slice(0, 60)
    .flatMap((name) => readable(`node_modules/${name}/README.md`))
    .join(' ')
    .replace(/[^A-Za-z0-9,.!?'’ \n-]+/g, ' ')
    .split(/\s+/)
    .filter((word) => word.length > 0 && word.length < 16);
  return prose;
}

function readable(path: string): string[] {
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    return [];
  }
}

/** Pieces of running text, cut to the size wanted in characters; other places in every call, the same in every run. */
export function messageText(seed: number): (size: number) => string {
  const random = seededBytes(seed);
  const all = words();
  return (size) => {
    const [a = 0, b = 0, c = 0] = random(3);
    let at = (a | (b << 8) | (c << 16)) % Math.max(1, all.length - size);
    let text = '';
    while (text.length < size) {
      text += `${text ? ' ' : ''}${all[at % all.length]}`;
      at += 1;
    }
    return text.slice(0, size);
  };
}
