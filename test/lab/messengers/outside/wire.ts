/** What the page hands to the thread that sends for it. */
export interface Order {
  text: string;
  /** It is to be sealed there. */
  seal: boolean;
}

/** The request that carries a message. */
export async function post(send: typeof fetch, message: string): Promise<void> {
  await send(`${origin}/api/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  });
}
