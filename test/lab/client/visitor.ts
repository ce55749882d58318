/** Parameters of the page's address. */
export const query = new URLSearchParams(location.search);

/** Who sits at this page: `?me=`, or somebody new. */
export const me = query.get('me') ?? String(crypto.getRandomValues(new Uint32Array(1))[0]);

/** Sends JSON and reads the JSON answer. @throws Error when the answer isn't a good one. */
export async function callJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${new URL(url, location.href).pathname} said ${answer.status}`);
  return answer.json();
}
