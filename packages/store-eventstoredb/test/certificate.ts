import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'

/** A certificate for an address that is its own authority; `authority` is the file to trust. */
export const aCertificate = async (ip = '127.0.0.1') => {
  const made = await generate([{ name: 'commonName', value: ip }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip }] }],
  })
  const authority = join(mkdtempSync(join(tmpdir(), 'kehu-tls-')), 'authority.pem')
  writeFileSync(authority, made.cert)
  return { authority, key: Buffer.from(made.private), certificate: Buffer.from(made.cert) }
}
