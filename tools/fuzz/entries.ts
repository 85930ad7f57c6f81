import * as cli from '../../packages/cli/src/index.ts'
import * as domain from '../../packages/domain/src/index.ts'
import * as eventStore from '../../packages/event-store/src/index.ts'
import * as kehu from '../../packages/kehu/src/index.ts'
import * as projection from '../../packages/projection/src/index.ts'
import * as contactsDue from '../../packages/projection-contacts-due/src/index.ts'
import * as kpis from '../../packages/projection-kpis/src/index.ts'
import * as tiers from '../../packages/projection-tiers/src/index.ts'
import { type Entry, entry, field, type Given, run } from './entry.ts'

/**
 * What every export is (CONTRIBUTING.md, "What may be given anything"): the entries, with how they are called; or the reason why it
 * is none.
 *
 * - `checked`: it promises no Either, or takes what only our codecs and functions make;
 * - `value`: it is no function, or makes one of a program's own parts (a codec, a fold, a read model) when the program starts.
 */
export type Class = ReadonlyArray<Entry> | 'checked' | 'value'

type Exports = { readonly exports: object; readonly classes: Readonly<Record<string, Class>> }

const classed = (names: string, of: 'checked' | 'value'): Record<string, Class> =>
  Object.fromEntries(
    names
      .split(/\s+/)
      .filter((name) => name !== '')
      .map((name) => [name, of]),
  )

const now = Date.parse('2026-04-01T04:00:00Z')
const uuid = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
const clock = () => now
const memory = () => eventStore.createMemoryStore({ clock, id: 'memory' })
const aStream = field(eventStore.streamName('customer', 'c'), 'right')
const anEvent = {
  id: uuid,
  type: 'CustomerRegistered',
  version: 1,
  data: '{}',
  occurredOn: '2026-04-01',
  metadata: { actor: 'a', correlationId: '', causationId: '', commandId: '' },
}

/** A valid value with one of its fields, or all of it, made anything. */
const damaged = (valid: object, given: Given): unknown => {
  const keys = [...Object.keys(valid), null]
  const at = keys[given.nat() % keys.length]
  return at === null || at === undefined ? given.any() : { ...valid, [at]: given.any() }
}

const storeEntries = (name: string, make: (given: Given) => eventStore.EventStore): ReadonlyArray<Entry> => [
  entry(`${name}.append`, 'task', (given) => run(make(given).append, given.any(), given.any(), given.any())),
  entry(`${name}.append of one damaged event`, 'task', (given) =>
    run(make(given).append, aStream, given.or('any'), [damaged(anEvent, given)]),
  ),
  entry(`${name}.readStream`, 'pages', (given) =>
    run(make(given).readStream, given.or(aStream), given.any()),
  ),
  entry(`${name}.readStream, its options`, 'pages', (given) =>
    run(make(given).readStream, aStream, {
      direction: given.any(),
      from: given.any(),
      pageSize: given.any(),
    }),
  ),
  entry(`${name}.readAll`, 'pages', (given) => run(make(given).readAll, given.any())),
  entry(`${name}.readAll, its options`, 'pages', (given) =>
    run(make(given).readAll, damaged({ direction: 'forwards', after: '0', filter: {}, pageSize: 1 }, given)),
  ),
  entry(`${name}.subscribe`, 'pages', (given) => run(make(given).subscribe, given.any())),
  entry(`${name}.subscribe, its options`, 'pages', (given) =>
    run(make(given).subscribe, {
      after: given.any(),
      filter: given.any(),
      pageSize: given.any(),
      signal: AbortSignal.abort(),
    }),
  ),
  entry(`${name}.head`, 'task', (given) => make(given).head),
  entry(`${name}.close`, 'task', (given) => make(given).close),
]

/** A host's own store, every method of which answers with anything, throws or rejects. */
const brokenStore = (given: Given): eventStore.EventStore =>
  run(() => ({
    id: given.any(),
    append: () => given.any(),
    readStream: () => given.any(),
    readAll: () => given.any(),
    subscribe: () => given.any(),
    head: given.any(),
    close: () => Promise.reject(given.any()),
  })) as eventStore.EventStore

const codec = kehu.kehuEventCodec
const streamsOver = (given: Given) =>
  eventStore.openStreams({
    store: given.nat() % 2 === 0 ? memory() : brokenStore(given),
    codec,
    newId: () => uuid,
    patienceMs: 0,
  })

const noFold = { initial: null, fold: () => null }

const opened = (given: Given): kehu.Kehu =>
  run(
    kehu.openKehu,
    given.nat() % 3 === 0 ? host(given) : { store: memory(), clock, newId: crypto.randomUUID.bind(crypto) },
  ) as kehu.Kehu

const host = (given: Given): unknown =>
  damaged(
    { store: brokenStore(given), clock: given.function(clock), newId: given.function(() => uuid) },
    given,
  )

const aCommand = {
  type: 'OpenRegion',
  region: 'east',
  name: 'East',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  occurredOn: '2026-01-05',
}
const options = {
  actor: 'li.na',
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
  historical: false,
  expectedRevision: null,
}
const aLine = { purchase: uuid, region: 'east', currency: 'CNY', netAmount: 1, occurredOn: '2026-01-05' }

const kehuEntries: ReadonlyArray<Entry> = [
  entry('execute', 'task', (given) => run(opened(given).execute, given.or(aCommand), given.or(options))),
  entry('execute a damaged command', 'task', (given) =>
    run(opened(given).execute, damaged(aCommand, given), options),
  ),
  entry('execute with damaged options', 'task', (given) =>
    run(opened(given).executeUnknown, aCommand, damaged(options, given)),
  ),
  entry('importSales', 'task', (given) => run(opened(given).importSales, given.any(), given.or(options))),
  entry('importSales of damaged sales', 'task', (given) =>
    run(
      opened(given).importSales,
      damaged(
        {
          of: damaged({ customer: 'c' }, given),
          documents: [{ document: 'd', lines: [damaged(aLine, given)] }],
        },
        given,
      ),
      { actor: 'li.na' },
    ),
  ),
  entry('tiers', 'task', (given) =>
    run(opened(given).tiers, damaged({ asOf: '2026-04-01', window: 'calendar-year' }, given)),
  ),
  entry('tierChanges', 'task', (given) =>
    run(opened(given).tierChanges, damaged({ customer: 'c', from: '2026-01-01', to: '2026-04-01' }, given)),
  ),
  entry('due', 'task', (given) =>
    run(opened(given).due, damaged({ asOf: '2026-04-01', withinDays: 7, region: 'east' }, given)),
  ),
  entry('kpis', 'task', (given) =>
    run(opened(given).kpis, damaged({ period: '2026', owner: 'li.na' }, given)),
  ),
  entry('history', 'task', (given) => run(opened(given).history, given.or('c'), given.or('li.na'))),
  entry('events', 'pages', (given) => run(opened(given).events, given.or('li.na'), given.any())),
  entry('regions', 'task', (given) => run(opened(given).regions, given.any())),
  entry('region', 'task', (given) => run(opened(given).region, given.or('east'))),
  entry('catchUp', 'task', (given) =>
    run(opened(given).catchUp, damaged({ signal: undefined, onProgress: given.function(() => 0) }, given)),
  ),
  entry('rebuild', 'task', (given) =>
    run(opened(given).rebuild, damaged({ signal: undefined, onProgress: given.function(() => 0) }, given)),
  ),
]

const projections = (given: Given) =>
  projection.openProjections({ store: given.nat() % 2 === 0 ? memory() : brokenStore(given), codec }, [
    tiers.tiersProjection,
  ])

export const packages: Readonly<Record<string, Exports>> = {
  domain: {
    exports: domain,
    classes: {
      decode: Object.entries(domain).flatMap(([name, exported]) =>
        isCodec(exported)
          ? [entry(`decode(${name})`, 'either', (given) => domain.decode(exported)(given.any()))]
          : [],
      ),
      ...Object.fromEntries(
        Object.entries(domain).flatMap(([name, exported]) =>
          isCodec(exported) || typeof exported !== 'function' ? [[name, 'value']] : [],
        ),
      ),
      ...classed('aggregate fields mapOf command commandCodec firstVersion laterVersion personal', 'value'),
      ...classed(
        `accountTeamOn acknowledgementsMissing addDays addInterval addMonths addTo addWorkingDays adjustmentOn assignedHeadline
        assignedIn bandFor cadenceOf checkPolicy compareQuotients completeness contributionTrend creditOf customerEventsOwed dateIn
        dayOfWeek daysBetween deadlinesFrom decimalString describeInterval earlier emptyBooks emptySums enter evolveRegionTerms
        executiveDueOn explainGrade exponentOf foldComplaint foldCustomer foldOpportunity foldRegion foldRegionSales grade
        handlingTime highestTier includesCompany instantFromMillis isLargeProject isPossibleBirthday isStalled
        isValidComplaint isWorkingDay keyContactsOf later majorUnits mayReadConfidential membersOn missingForDeep
        missingForExecutive monthEnd monthStart openNeeds openSteps percent periodRange policyOn previousPeriod purchasePattern
        quotient recordedFacts recurrences refuse regionsOf resolveByFor reviewDueOn saleChanges sharePercentage solutionOwed
        sortLines subjectOf sumWithin targetFor targetQuotient teamMeetingDueOn teamOn shown thresholdPercentage tierHistory
        personalValues present regionToday rolesIn touching toQuotient windowOn withheld within workingDaysBetween yearEarlier yearStart`,
        'checked',
      ),
    },
  },
  'event-store': {
    exports: eventStore,
    classes: {
      checkAppend: [
        entry('checkAppend', 'either', (given) =>
          run(eventStore.checkAppend, given.or(aStream), given.any()),
        ),
        entry('checkAppend of one damaged event', 'either', (given) =>
          run(eventStore.checkAppend, aStream, [
            damaged({ ...anEvent, metadata: damaged(anEvent.metadata, given) }, given),
          ]),
        ),
      ],
      checkLog: [
        entry('checkLog', 'task', (given) => run(eventStore.checkLog, given.any(), given.any())),
        entry('checkLog of a broken store', 'task', (given) =>
          run(eventStore.checkLog, brokenStore(given), given.any()),
        ),
      ],
      checkRevision: [
        entry('checkRevision', 'either', (given) =>
          run(eventStore.checkRevision, aStream, given.any(), given.nat()),
        ),
      ],
      checkUpcasters: [
        entry('checkUpcasters', 'either', (given) =>
          run(eventStore.checkUpcasters, given.any(), given.any()),
        ),
      ],
      copyLog: [
        entry('copyLog', 'task', (given) => run(eventStore.copyLog, given.any(), given.any(), given.any())),
        entry('copyLog between broken stores', 'task', (given) =>
          run(eventStore.copyLog, brokenStore(given), brokenStore(given), given.any()),
        ),
      ],
      createMemoryStore: [
        ...storeEntries('createMemoryStore', memory),
        ...storeEntries('createMemoryStore with a clock of the host', (given) =>
          eventStore.createMemoryStore({ clock: given.function(clock) as () => number, id: 'memory' }),
        ),
      ],
      createMemoryReadModelStore: [
        entry('createMemoryReadModelStore().load', 'task', (given) =>
          run(eventStore.createMemoryReadModelStore().load, given.any()),
        ),
        entry('createMemoryReadModelStore().save', 'task', (given) =>
          run(eventStore.createMemoryReadModelStore().save, given.any(), given.any()),
        ),
      ],
      decodeStored: [
        entry('decodeStored', 'either', (given) => run(eventStore.decodeStored(codec), given.any())),
        entry('decodeStored of a damaged event', 'either', (given) =>
          run(
            eventStore.decodeStored(codec),
            damaged({ ...anEvent, stream: aStream, revision: 0, position: '1', recordedAt: 0 }, given),
          ),
        ),
        entry('decodeStored of any JSON', 'either', (given) =>
          run(eventStore.decodeStored(codec), { ...anEvent, data: given.json() }),
        ),
      ],
      eventCodec: [
        entry('eventCodec', 'either', (given) =>
          run(eventStore.eventCodec, given.any(), given.any(), given.any()),
        ),
        entry('the codec’s encode', 'either', (given) => run(codec.encode, given.any())),
      ],
      followLog: [
        entry('followLog', 'pages', (given) => run(eventStore.followLog, given.any(), given.any())),
      ],
      openStreams: [
        entry('handle', 'task', (given) => run(streamsOver(given).handle, given.any())),
        entry('handle, its parts', 'task', (given) =>
          run(
            streamsOver(given).handle,
            damaged(
              {
                stream: aStream,
                aggregate: { belongs: () => true, fold: noFold },
                decide: given.function(() => async () => ({ _tag: 'Right', right: [given.any()] })),
                metadata: anEvent.metadata,
              },
              given,
            ),
          ),
        ),
        entry('load', 'task', (given) =>
          run(streamsOver(given).load, given.or(aStream), given.or({ belongs: () => true, fold: noFold })),
        ),
      ],
      parseStreamName: [
        entry('parseStreamName', 'either', (given) => run(eventStore.parseStreamName, given.any())),
      ],
      streamName: [
        entry('streamName', 'either', (given) => run(eventStore.streamName, given.any(), given.any())),
        entry('streamName, the id', 'either', (given) => run(eventStore.streamName, 'customer', given.any())),
      ],
      takeLease: [
        entry('takeLease', 'task', (given) => run(eventStore.takeLease, given.or(memory()), given.any())),
        entry('takeLease, its options', 'task', (given) =>
          run(
            eventStore.takeLease,
            memory(),
            damaged(
              {
                name: 'n',
                holder: 'h',
                ttlMs: 1_000,
                clock: given.function(clock),
                newId: given.function(() => uuid),
              },
              given,
            ),
          ),
        ),
      ],
      totalPages: [
        entry('totalPages', 'pages', (given) =>
          run(
            eventStore.totalPages,
            given.function(() => given.any()),
          ),
        ),
      ],
      totalTask: [
        entry('totalTask', 'task', (given) =>
          run(eventStore.totalTask, () => {
            throw given.any()
          }),
        ),
      ],
      totalStore: storeEntries('totalStore', (given) => eventStore.totalStore(brokenStore(given))),
      ...classed('answerStale duplicateId present', 'checked'),
      ...classed('appendBytesMax foldOf', 'value'),
    },
  },
  projection: {
    exports: projection,
    classes: {
      openProjections: [
        entry('catchUp', 'task', (given) => run(projections(given).catchUp, given.any())),
        entry('rebuild', 'task', (given) => run(projections(given).rebuild, given.any())),
        entry('follow', 'task', (given) =>
          run(projections(given).follow, given.or({ signal: AbortSignal.abort() })),
        ),
        entry('foldKnownAt', 'task', (given) =>
          run(projections(given).foldKnownAt, given.or(tiers.tiersProjection), given.any(), given.any()),
        ),
        entry('digestOf', 'task', (given) => run(projections(given).digestOf, given.any())),
      ],
      shareWork: [
        entry('shareWork', 'task', (given) => run(projection.shareWork, given.any())),
        entry('shareWork, its parts', 'task', (given) =>
          run(projection.shareWork, {
            parts: given.any(),
            take: given.function(() => async () => given.any()),
            work: given.function(async () => given.any()),
            signal: AbortSignal.abort(),
            pause: given.function(async () => 0),
            everyMs: given.any(),
          }),
        ),
      ],
      // Its state is what its codec describes: that writes it down, and costs what it costs.
      ...classed('digest', 'checked'),
      ...classed('partOf', 'value'),
    },
  },
  'projection-tiers': {
    exports: tiers,
    classes: {
      ...classed('TiersState tiersProjection', 'value'),
      ...classed('tiers tierChanges', 'checked'),
    },
  },
  'projection-kpis': {
    exports: kpis,
    classes: { ...classed('kpisProjection', 'value'), ...classed('kpis', 'checked') },
  },
  'projection-contacts-due': {
    exports: contactsDue,
    classes: {
      ...classed('ContactsDueState contactsDueProjection', 'value'),
      ...classed('byDue due', 'checked'),
    },
  },
  kehu: {
    exports: kehu,
    classes: {
      openKehu: kehuEntries,
      decodeCommand: [
        entry('decodeCommand', 'either', (given) => run(kehu.decodeCommand, given.any())),
        entry('decodeCommand of a damaged one', 'either', (given) =>
          run(kehu.decodeCommand, damaged(aCommand, given)),
        ),
      ],
      kehuEventCodec: [entry('kehuEventCodec.decode', 'either', (given) => run(codec.decode, given.any()))],
      ...classed('asOperator commandNames', 'value'),
      ...classed('schemaVersionOf', 'checked'),
    },
  },
  cli: {
    exports: cli,
    classes: {
      parseLocation: [
        entry('parseLocation', 'either', (given) => run(cli.parseLocation, given.any(), given.or('/'))),
      ],
      parseMapping: [entry('parseMapping', 'either', (given) => run(cli.parseMapping, given.any()))],
      importPurchases: [
        entry('importPurchases', 'task', (given) => run(cli.importPurchases, given.any(), given.any())),
      ],
      runCli: [entry('runCli', 'exitCode', (given) => run(cli.runCli, given.any(), given.any()))],
      ...classed('exitCodes', 'value'),
      ...classed('counted dueTable money processIo remark styleOf table title withStore write', 'checked'),
    },
  },
}

type AnyCodec = Parameters<typeof domain.decode<unknown, unknown>>[0]

function isCodec(exported: unknown): exported is AnyCodec {
  return typeof exported === 'object' && exported !== null && 'decode' in exported && 'encode' in exported
}
