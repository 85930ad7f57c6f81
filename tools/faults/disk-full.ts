import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EventStore, type EventToAppend, streamName } from '../../packages/event-store/src/index.ts'
import { sql } from '../../packages/store-postgres/test/harness.ts'
import { startPostgres } from '../../packages/store-postgres/test/server.ts'
import { judge, type Verdict } from './judge.ts'
import { openStore } from './open-store.ts'
import type { Acknowledged } from './writer.ts'

/** A disk of a few MiB, filled until appends are refused; then there is room again, and they are written. */
export const diskFull: Readonly<Record<string, () => Promise<Verdict>>> = {
  sqlite: async () => {
    const disk = smallDisk(4)
    try {
      const ballast = join(disk.path, 'ballast')
      writeFileSync(ballast, Buffer.alloc(1_000_000))
      const store = await openStore(`sqlite:${join(disk.path, 'log.kehu')}`)
      const verdict = await fill(store, () => rmSync(ballast))
      await store.close()
      return verdict
    } finally {
      disk.remove()
    }
  },
  postgres: async () => {
    // The write-ahead log lies elsewhere: a server that cannot write that one stops, and starts when there is room.
    const disk = smallDisk(16)
    const server = await startPostgres({ durable: true })
    try {
      const ballast = join(disk.path, 'ballast')
      writeFileSync(ballast, Buffer.alloc(4_000_000))
      if (process.getuid?.() === 0) chownSync(disk.path, 65_534, 65_534)
      await sql(server, `CREATE TABLESPACE small LOCATION '${disk.path}'`)
      await sql(server, 'CREATE DATABASE small TABLESPACE small')
      const store = await openStore(server.url('small'))
      const verdict = await fill(store, () => rmSync(ballast))
      await store.close()
      return verdict
    } finally {
      await server.stop()
      disk.remove()
    }
  },
}

const fill = async (store: EventStore, makeRoom: () => void): Promise<Verdict> => {
  const acknowledged: Acknowledged[] = []
  let full = 0
  const write = async () => {
    const [batch, name] = [aBatch(), streamName('customer', randomUUID())]
    if (name._tag === 'Left') throw new Error(name.left.message)
    const result = await store.append(name.right, 'noStream', batch)()
    if (result._tag === 'Left') {
      if (result.left._tag !== 'Full') throw new Error(`Expected Full: ${result.left.message}`)
      full++
      return false
    }
    acknowledged.push({ stream: name.right, revision: result.right.revision, ids: batch.map(({ id }) => id) })
    return true
  }
  while (await write());
  // Several at once, in one commit.
  await Promise.all([write(), write(), write()])
  if (full === 0) throw new Error('The disk never was full')
  makeRoom()
  for (let n = 0; n < 5; n++)
    if (!(await write())) throw new Error('There was room again, and nothing was written')
  return judge(store, acknowledged)
}

const aBatch = (): ReadonlyArray<EventToAppend> => {
  const data = JSON.stringify({ batch: randomUUID(), of: 3, text: 'x'.repeat(20_000) })
  return Array.from({ length: 3 }, () => ({
    id: randomUUID(),
    type: 'Written',
    version: 1,
    data,
    occurredOn: '2024-02-29',
    metadata: { actor: 'faults', correlationId: '', causationId: '', commandId: '' },
  }))
}

const smallDisk = (megabytes: number) => {
  const path = mkdtempSync(join(tmpdir(), 'kehu-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path])
  return {
    path,
    remove: () => {
      execFileSync('umount', ['-l', path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}
