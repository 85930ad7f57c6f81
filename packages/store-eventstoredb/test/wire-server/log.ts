import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'

/** An event as a server keeps it. */
export type Kept = {
  readonly position: bigint
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
  /** 100 ns since 1970, as text. */
  readonly created: string
}

export type Proposed = Pick<Kept, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>

export type Expected = bigint | 'any' | 'no_stream' | 'stream_exists'

export type Outcome =
  | { readonly _tag: 'Written'; readonly revision: number; readonly position: bigint }
  | { readonly _tag: 'WrongRevision'; readonly actual: number | null }
  | { readonly _tag: 'Deleted' }
  | { readonly _tag: 'TooLarge' }

export const appendBytesMax = 1_048_576

/**
 * What an EventStoreDB server knows, in memory and, where it is given a file, on disk. It answers appends as the server does:
 * events at a revision that hold the same ids are written already; with `any`, ids that the stream holds are.
 */
export const openLog = (file?: string) => {
  const log: Kept[] = []
  const streams = new Map<string, Kept[]>()
  const deleted = new Map<string, 'soft' | 'hard'>()
  const listeners = new Set<() => void>()
  const disk = file === undefined ? null : openFile(file, (events) => events.forEach(put))

  function put(event: Kept): void {
    log.push(event)
    const own = streams.get(event.stream) ?? []
    own.push(event)
    streams.set(event.stream, own)
  }

  const write = (stream: string, proposed: ReadonlyArray<Proposed>): Kept | undefined => {
    const first = streams.get(stream)?.length ?? 0
    const created = `${BigInt(Date.now()) * 10_000n}`
    const events = proposed.map((event, index): Kept => {
      const position = (log.at(-1)?.position ?? 0n) + 100n * BigInt(index + 1)
      return { ...event, stream, revision: first + index, created, position }
    })
    disk?.write(events)
    events.forEach(put)
    for (const tell of [...listeners]) tell()
    return events.at(-1)
  }

  /** What a server says about itself, in between: every so many events. */
  const chatter = () => {
    const json = new TextEncoder().encode('{"$maxAge":1}')
    const event = {
      contentType: 'application/json',
      data: json,
      metadata: new Uint8Array(),
      id: crypto.randomUUID(),
    }
    write('$stats-127.0.0.1:2113', [{ ...event, type: '$statsCollected' }])
    write('$$$stats-127.0.0.1:2113', [{ ...event, id: crypto.randomUUID(), type: '$metadata' }])
  }

  const append = (stream: string, expected: Expected, proposed: ReadonlyArray<Proposed>): Outcome => {
    if (deleted.get(stream) === 'hard') return { _tag: 'Deleted' }
    const bytes = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0)
    if (bytes > appendBytesMax) return { _tag: 'TooLarge' }
    const own = streams.get(stream) ?? []
    const actual = own.length === 0 ? null : own.length - 1
    const current =
      expected === 'any' ||
      (expected === 'no_stream' && actual === null) ||
      (expected === 'stream_exists' && actual !== null) ||
      (typeof expected === 'bigint' && Number(expected) === actual)
    // Any revision will do: the server then looks whether it knows the ids.
    const known = own.findIndex(({ id }) => id === proposed[0]?.id)
    const from =
      expected === 'any' || expected === 'stream_exists'
        ? known
        : current
          ? -1
          : expected === 'no_stream'
            ? 0
            : Number(expected) + 1
    const there = from < 0 ? [] : own.slice(from, from + proposed.length)
    const last = there.at(-1)
    const same =
      there.length === proposed.length && there.every(({ id }, index) => id === proposed[index]?.id)
    if (same && last !== undefined)
      return { _tag: 'Written', revision: last.revision, position: last.position }
    if (!current || (from >= 0 && expected === 'any')) return { _tag: 'WrongRevision', actual }
    const written = write(stream, proposed)
    if (log.length % 7 === 0) chatter()
    return { _tag: 'Written', revision: written?.revision ?? 0, position: written?.position ?? 0n }
  }

  chatter()
  return {
    append,
    all: (): ReadonlyArray<Kept> => log,
    stream: (name: string): ReadonlyArray<Kept> | 'deleted' | null =>
      deleted.get(name) === 'hard' ? 'deleted' : deleted.has(name) ? null : (streams.get(name) ?? null),
    remove: (name: string, how: 'soft' | 'hard') => deleted.set(name, how),
    onWritten: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type Log = ReturnType<typeof openLog>

/** One line an append, synced before it is acknowledged; half a line at the end was never acknowledged and is cut off. */
const openFile = (file: string, load: (events: ReadonlyArray<Kept>) => void) => {
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8')
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    truncateSync(file, Buffer.byteLength(whole))
    for (const line of whole.split('\n')) if (line !== '') load(JSON.parse(line, revive))
  }
  const descriptor = openSync(file, 'a')
  return {
    write: (events: ReadonlyArray<Kept>) => {
      writeSync(descriptor, `${JSON.stringify(events, replace)}\n`)
      fsyncSync(descriptor)
    },
    close: () => closeSync(descriptor),
  }
}

const replace = (_: string, value: unknown): unknown =>
  typeof value === 'bigint'
    ? { bigint: String(value) }
    : value instanceof Uint8Array
      ? { base64: Buffer.from(value).toString('base64') }
      : value

const revive = (_: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if ('bigint' in value) return BigInt(String(value.bigint))
  if ('base64' in value) return new Uint8Array(Buffer.from(String(value.base64), 'base64'))
  return value
}
