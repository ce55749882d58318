/** What a case may use while it runs. */
export interface CaseTools {
  /** Writes down that something happened, in order. */
  note(event: string): void;
  /** Unique per run; the server files what it received under it. */
  tag: string;
  /** URL of the echo endpoint for this run. */
  echo: string;
}

/** One thing a page may do. Returns what the page could observe, as JSON. */
export type Case = (tools: CaseTools) => Promise<unknown>;

/** How the server describes a request's body. */
export interface Echo {
  method: string;
  bytes: number;
  sha256: string;
  contentType: string;
}

/** Status, and the server's description of what it received. */
export async function echoOf(response: Response): Promise<unknown> {
  return {
    status: response.status,
    type: response.type,
    redirected: response.redirected,
    echo: (await response.json()) as Echo,
  };
}

/** Bytes that no compression or repetition shortens to nothing, the same in every run. */
export function pattern(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let at = 0; at < length; at += 1) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    bytes[at] = state >>> 16;
  }
  return bytes;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
