import { metrics, trace } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aKehu, buy, register } from './kehu.fixture.ts'
import { asOperator } from './viewing.ts'

const spans = new InMemorySpanExporter()
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 1_000_000 })
const tracing = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] })
const metering = new MeterProvider({ readers: [reader] })

beforeAll(() => {
  trace.setGlobalTracerProvider(tracing)
  metrics.setGlobalMeterProvider(metering)
})
afterAll(async () => {
  trace.disable()
  metrics.disable()
  await metering.shutdown()
  await tracing.shutdown()
})

const valuesOf = async (name: string) => {
  measured.reset()
  await reader.forceFlush()
  return measured
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    .filter((metric) => metric.descriptor.name === name)
    .flatMap(({ dataPoints }) => dataPoints.map(({ attributes, value }) => ({ attributes, value })))
}

test('a host that measures sees commands, appends and reads, and no word of what they say', async () => {
  const { kehu, told } = await aKehu()
  await told(register('C-Secret'))
  await told(buy('C-Secret', 'P-Secret'))
  await kehu.tiers({ asOf: '2026-03-31' })()
  await kehu.history('C-Secret', asOperator)()
  await kehu.executeUnknown({ type: 'Secret', customer: 'C-Secret' }, { actor: 'li.secret' })()
  await kehu.execute(buy('C-Secret', 'P2'), { actor: 'li.secret', expectedRevision: 99 })()

  const found = spans.getFinishedSpans().map(({ name, attributes }) => ({ name, attributes }))
  expect(found).toEqual(
    expect.arrayContaining([
      { name: 'kehu.execute', attributes: { 'kehu.command': 'RecordPurchase' } },
      { name: 'kehu.execute', attributes: { 'kehu.command': 'unknown', 'error.type': 'Invalid' } },
      { name: 'kehu.execute', attributes: { 'kehu.command': 'RecordPurchase', 'error.type': 'Conflict' } },
      { name: 'kehu.append', attributes: { 'kehu.category': 'customer', 'kehu.events': 1 } },
      { name: 'kehu.answer', attributes: {} },
      { name: 'kehu.read_all', attributes: { 'kehu.events': 3 } },
      { name: 'kehu.read_stream', attributes: { 'kehu.category': 'customer', 'kehu.events': 2 } },
    ]),
  )
  expect(JSON.stringify(found)).not.toContain('ecret')
  const appended = await valuesOf('kehu.events.appended')
  expect(appended).toEqual(
    expect.arrayContaining([
      { attributes: { 'kehu.category': 'customer' }, value: 2 },
      { attributes: { 'kehu.category': 'region' }, value: 1 },
    ]),
  )
  expect((await valuesOf('kehu.events.read'))[0]?.value).toBeGreaterThan(3)
  expect(await valuesOf('kehu.append.duration')).toMatchObject([{ value: { count: 3 } }])
})

test('what a store fails at is trouble, what it answers is not', async () => {
  spans.reset()
  const { kehu, store, told } = await aKehu()
  await told(register('C1'))
  await store.close()
  await kehu.execute(buy('C1', 'P1'), { actor: 'li.na' })()
  await kehu.history('C1', asOperator)()
  const failed = spans.getFinishedSpans().filter(({ attributes }) => attributes['error.type'] === 'Closed')
  expect(failed.length).toBeGreaterThan(0)
  expect(failed.every(({ status }) => status.code === 0)).toBe(true)
  expect(await valuesOf('kehu.store.faults')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ attributes: expect.objectContaining({ 'error.type': 'Closed' }) }),
    ]),
  )
})

test('reading that is left early ends its span', async () => {
  spans.reset()
  const { kehu, told } = await aKehu()
  await told(register('C1'))
  for await (const _ of kehu.events(asOperator)) break
  expect(spans.getFinishedSpans().map(({ name }) => name)).toContain('kehu.read_all')
})
