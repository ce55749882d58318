import { generate } from 'selfsigned';

export interface Certificate {
  key: string;
  cert: string;
}

/** A fresh self-signed certificate that names every host of the lab. Browsers must be told to accept it. */
export async function makeCertificate(hosts: string[]): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: 'lab.test' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  });
  return { key: pems.private, cert: pems.cert };
}
