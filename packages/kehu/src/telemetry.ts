import type { EventStore } from '@kehu/event-store'
import { type Attributes, metrics, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'

const scope = '@kehu/kehu'

/** Answers, and no trouble: somebody else was first, or what was given cannot be stored. */
const answers: ReadonlyArray<string> = ['Conflict', 'DuplicateId', 'InvalidEvent', 'TooLarge', 'Closed']

type Told = { readonly _tag: string }

/**
 * The same store with OpenTelemetry spans and metrics of what is done to it. Nothing is measured unless the host has registered
 * an SDK: the API alone does nothing.
 *
 * Spans: `kehu.append`, `kehu.read_stream`, `kehu.read_all`, the latter two from the first page asked for to the last. Metrics:
 * `kehu.events.appended`, `kehu.events.read`, `kehu.store.faults` (counters), `kehu.append.duration` (seconds). Attributes name
 * categories, counts and faults; never ids, streams or data.
 */
export const observed = (store: EventStore): EventStore => {
  const tracer = trace.getTracer(scope)
  const meter = metrics.getMeter(scope)
  const appended = meter.createCounter('kehu.events.appended', { unit: '{event}' })
  const read = meter.createCounter('kehu.events.read', { unit: '{event}' })
  const faults = meter.createCounter('kehu.store.faults', { unit: '{fault}' })
  const duration = meter.createHistogram('kehu.append.duration', { unit: 's' })

  const begin = (name: string, attributes: Attributes): Span =>
    tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes })

  // The tag alone: a message may name whom a viewer is not to know of.
  const tell = (span: Span, operation: string, { _tag }: Told): void => {
    span.setAttribute('error.type', _tag)
    if (!answers.includes(_tag)) span.setStatus({ code: SpanStatusCode.ERROR })
    faults.add(1, { 'error.type': _tag, 'kehu.operation': operation })
  }

  const reading = <E extends Told, A>(
    name: string,
    attributes: Attributes,
    pages: AsyncIterable<Either<E, A>>,
    count: (page: A) => number,
  ): AsyncIterable<Either<E, A>> => ({
    async *[Symbol.asyncIterator]() {
      const span = begin(name, attributes)
      let events = 0
      try {
        for await (const page of pages) {
          if (isLeft(page)) tell(span, name, page.left)
          else {
            events += count(page.right)
            read.add(count(page.right))
          }
          yield page
        }
      } finally {
        span.setAttribute('kehu.events', events)
        span.end()
      }
    },
  })

  return {
    ...store,
    append: (stream, expected, events) => async () => {
      const category = { 'kehu.category': categoryOf(stream) }
      const span = begin('kehu.append', { ...category, 'kehu.events': events.length })
      const from = performance.now()
      const result = await store.append(stream, expected, events)()
      duration.record((performance.now() - from) / 1_000)
      if (isLeft(result)) tell(span, 'kehu.append', result.left)
      else if (!result.right.repeated) appended.add(events.length, category)
      span.end()
      return result
    },
    readStream: (stream, options) =>
      reading(
        'kehu.read_stream',
        { 'kehu.category': categoryOf(stream) },
        store.readStream(stream, options),
        (events) => events.length,
      ),
    readAll: (options) => reading('kehu.read_all', {}, store.readAll(options), ({ events }) => events.length),
  }
}

const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'))

/** A command or a question as a span, with the tag of what stood against it. */
export const spanned = async <E extends Told, A>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Either<E, A>>,
): Promise<Either<E, A>> =>
  trace.getTracer(scope).startActiveSpan(name, { attributes }, async (span) => {
    try {
      const result = await work()
      if (isLeft(result)) span.setAttribute('error.type', result.left._tag)
      return result
    } finally {
      span.end()
    }
  })
