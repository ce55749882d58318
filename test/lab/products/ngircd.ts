import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, type RunningProgram, startProgram } from './child-process.ts';

/** Debian's ngIRCd on the loopback address, in the foreground, without lookups and limits. */
export async function startNgircd(
  folder: string,
): Promise<{ port: number; program: RunningProgram }> {
  const port = await freePort();
  const path = join(folder, 'ngircd.conf');
  await writeFile(
    path,
    `[Global]
Name = irc.lab.test
Info = Sealcheck lab
Listen = 127.0.0.1
Ports = ${port}
MotdPhrase = Sealcheck lab
[Limits]
MaxConnectionsIP = 0
MaxJoins = 0
MaxPenaltyTime = 0
[Options]
DNS = no
Ident = no
PAM = no
`,
  );
  const program = await startProgram({
    command: '/usr/sbin/ngircd',
    parameters: ['--nodaemon', '--config', path],
    port,
  });
  return { port, program };
}
