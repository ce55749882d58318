const told = new Set<string>();

/** Writes an error to the extension's console, the first time that this place has this error. Never throws. */
export function logOnce(place: string, error: unknown): void {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = `${place}: ${text}`;
  if (told.has(line) || told.size >= 100) return;
  told.add(line);
  console.error(`Sealcheck, ${line}`);
}
