import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'

/** An event as a server keeps it. */
export type Kept = {
  readonly position: bigint
  readonly stream: string
  readonly revision: bigint
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
  | { readonly _tag: 'Written'; readonly revision: bigint; readonly position: bigint }
  | { readonly _tag: 'WrongRevision'; readonly actual: bigint | null }
  | { readonly _tag: 'Deleted' }
  | { readonly _tag: 'TooLarge' }

export const appendBytesMax = 1_048_576

const longMax = 2n ** 63n - 1n

/**
 * What an EventStoreDB server knows, in memory and, where it is given a file, on disk. It judges appends as the server's own
 * `IndexWriter.CheckCommit` does: events at an exact revision that hold the same ids are written already; with `any` and
 * `stream_exists` only ids that it remembers count, and it remembers none after a restart.
 */
export const openLog = (file?: string) => {
  const log: Kept[] = []
  const streams = new Map<string, Kept[]>()
  /** Revision from which on a stream shows; the greatest there is for one that was deleted softly. */
  const shownFrom = new Map<string, bigint>()
  const tombstoned = new Set<string>()
  const remembered = new Map<string, Kept>()
  const listeners = new Set<() => void>()
  const disk = file === undefined ? null : openFile(file, (events) => events.forEach(put))

  function put(event: Kept): void {
    log.push(event)
    if (event.type === '$streamDeleted') {
      tombstoned.add(event.stream)
      return
    }
    const own = streams.get(event.stream) ?? []
    own.push(event)
    streams.set(event.stream, own)
    if (event.type === '$metadata' && event.stream.startsWith('$$')) {
      const before = truncateBefore(event.data)
      if (before !== null) shownFrom.set(event.stream.slice(2), before)
    }
  }

  const lastOf = (stream: string): bigint => BigInt(streams.get(stream)?.length ?? 0) - 1n

  const isSoftDeleted = (stream: string): boolean => shownFrom.get(stream) === longMax

  const write = (stream: string, proposed: ReadonlyArray<Proposed>, at?: bigint): Kept | undefined => {
    const first = at ?? lastOf(stream) + 1n
    const created = `${BigInt(Date.now()) * 10_000n}`
    const before = log.at(-1)?.position ?? 0n
    const events = proposed.map((event, index): Kept => {
      const position = before + 100n * BigInt(index + 1)
      return { ...event, stream, revision: first + BigInt(index), created, position }
    })
    disk?.write(events)
    for (const event of events) {
      put(event)
      remembered.set(event.id, event)
    }
    for (const tell of [...listeners]) tell()
    return events.at(-1)
  }

  const say = (stream: string, type: string, text: string, at?: bigint): void => {
    const data = new TextEncoder().encode(text)
    const metadata = new Uint8Array()
    write(stream, [{ id: crypto.randomUUID(), type, contentType: 'application/json', data, metadata }], at)
  }

  /** What a server says about itself, in between: every so many events. */
  const chatter = () => {
    say('$stats-127.0.0.1:2113', '$statsCollected', '{}')
    say('$$$stats-127.0.0.1:2113', '$metadata', '{"$maxAge":1}')
  }

  type Verdict = 'write' | Outcome

  const judge = (stream: string, expected: Expected, ids: ReadonlyArray<string>): Verdict => {
    if (tombstoned.has(stream)) return { _tag: 'Deleted' }
    const last = lastOf(stream)
    const wrong: Outcome = { _tag: 'WrongRevision', actual: last < 0n ? null : last }
    if (expected === 'stream_exists') {
      if (isSoftDeleted(stream)) return { _tag: 'Deleted' }
      if (last < 0n && lastOf(`$$${stream}`) < 0n) return wrong
    }
    if (expected === 'any' || expected === 'stream_exists') {
      const known = ids.map((id) => remembered.get(id)).map((event) => event?.stream === stream && event)
      if (known.every((event) => event === false)) return 'write'
      if (known[0] === false) return 'write'
      const end = known.at(-1)
      return known.includes(false) || !end ? wrong : written(end)
    }
    const at = expected === 'no_stream' ? -1n : expected
    if (at > last) return wrong
    if (at === last) return 'write'
    const there = (streams.get(stream) ?? []).slice(Number(at + 1n), Number(at + 1n) + ids.length)
    const end = there.at(-1)
    if (end !== undefined && ids.every((id, index) => there[index]?.id === id)) return written(end)
    return there[0]?.id !== ids[0] && expected === 'no_stream' && isSoftDeleted(stream) ? 'write' : wrong
  }

  const append = (stream: string, expected: Expected, proposed: ReadonlyArray<Proposed>): Outcome => {
    const bytes = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0)
    if (bytes > appendBytesMax) return { _tag: 'TooLarge' }
    const ids = proposed.map(({ id }) => id)
    const verdict = judge(stream, expected, ids)
    if (verdict !== 'write') return verdict
    // A stream that was deleted softly comes back where it would have gone on.
    if (isSoftDeleted(stream)) say(`$$${stream}`, '$metadata', `{"$tb":${lastOf(stream) + 1n}}`)
    const last = write(stream, proposed)
    if (log.length % 7 === 0) chatter()
    return { _tag: 'Written', revision: last?.revision ?? 0n, position: last?.position ?? 0n }
  }

  /** Softly, so that its name may be used again, or for good. */
  const remove = (stream: string, expected: Expected, how: 'soft' | 'hard'): Outcome => {
    if (tombstoned.has(stream)) return { _tag: 'Deleted' }
    const last = lastOf(stream)
    const isGone = last < 0n || isSoftDeleted(stream)
    const isExpected =
      expected === 'any' || (expected === 'no_stream' ? isGone : expected === last || how === 'hard')
    if (!isExpected || (how === 'soft' && isGone)) {
      return { _tag: 'WrongRevision', actual: last < 0n ? null : last }
    }
    if (how === 'soft') say(`$$${stream}`, '$metadata', `{"$tb":${longMax}}`)
    else say(stream, '$streamDeleted', '', longMax)
    return { _tag: 'Written', revision: last, position: log.at(-1)?.position ?? 0n }
  }

  chatter()
  return {
    append,
    remove,
    all: (): ReadonlyArray<Kept> => log,
    /** What shows of a stream; null where nothing does. */
    stream: (name: string): ReadonlyArray<Kept> | 'deleted' | null => {
      if (tombstoned.has(name)) return 'deleted'
      const own = streams.get(name) ?? []
      const shown = own.slice(Number(shownFrom.get(name) ?? 0n))
      return shown.length === 0 ? null : shown
    },
    /** As a restart does: ids with `any` are known from a cache. */
    forgetIds: () => remembered.clear(),
    onWritten: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const written = ({ revision, position }: Kept): Outcome => ({ _tag: 'Written', revision, position })

const truncateBefore = (data: Uint8Array): bigint | null => {
  const [, digits] = /"\$tb":(\d+)/.exec(new TextDecoder().decode(data)) ?? []
  return digits === undefined ? null : BigInt(digits)
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
