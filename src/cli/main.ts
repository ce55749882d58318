/** The command line. */
import { parseArgs } from 'node:util';
import packageInfo from '../../package.json' with { type: 'json' };
import { classifyFiles } from './classify-command.ts';

const HELP = `sealcheck: who can read this message?

Usage
  sealcheck classify [file …]    judge recorded payloads, one JSON object a line (NDJSON);
                                 reads the standard input where no file or - is given
  sealcheck --help | --version

A line of input
  id           text or number that names it in the answer
  transport    fetch, xhr, websocket, beacon, eventsource, form, datachannel …
  url          whole address of the request or the socket
  direction    out or in
  bytes_b64    the payload before TLS, in base64
  platform     the messenger, where known                                  (optional)
  secure       whether TLS is around it; else told by the address          (optional)
  method       of the HTTP request                                         (optional)
  contentType  of the request or response                                  (optional)
  conn, seq    the connection that a frame belongs to, and its place in it (optional)
  drafts       texts that may have been sent with it: they are searched
               for in every encoding we know, and never written anywhere   (optional)
Lines that Sealcheck exported itself are judged too.

A line of output, in the same order
  id, verdict (plaintext, tls-only, e2ee, inconclusive, not-a-message), strength
  (proven, strong, indicative), reasons [{rule, path, note}], envelopes, anatomy, coverage,
  platform, role; for a line that can't be judged: id, line, error.

Exit code
  0  every line was judged       2  wrong usage, or a file that can't be read
  1  some lines were wrong
`;

export async function main(args: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [command, ...files] = positionals;
  if (values.help || (command === undefined && !values.version)) {
    process.stdout.write(HELP);
    return values.help ? 0 : 2;
  }
  if (values.version) {
    process.stdout.write(`${packageInfo.version}\n`);
    return 0;
  }
  if (command !== 'classify') return usage(`there is no command ${command}`);
  return classify(files);
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'V' },
    },
  });
}

async function classify(files: readonly string[]): Promise<number> {
  try {
    const { wrong } = await classifyFiles(files, {
      input: process.stdin,
      output: process.stdout,
      messages: process.stderr,
    });
    if (wrong > 0) process.stderr.write(`sealcheck: ${wrong} lines could not be judged\n`);
    return wrong > 0 ? 1 : 0;
  } catch (error) {
    process.stderr.write(`sealcheck: ${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
}

function usage(problem: string): number {
  process.stderr.write(`sealcheck: ${problem}\nsealcheck --help tells how it is used.\n`);
  return 2;
}

// Whoever reads the output may stop early (`| head`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});
process.exitCode = await main(process.argv.slice(2));
