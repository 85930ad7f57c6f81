import { addMonths, compareQuotients, monthEnd, type Quotient } from '@kehu/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { date } from './business.arbitrary.ts'
import type { Kehu } from './kehu.ts'
import { asOperator } from './viewing.ts'

/** Counts how often what matters came up, so that a law cannot hold by never meeting it. */
export type Features = {
  readonly look: (kehu: Kehu, events: number) => Promise<void>
  readonly expectEnough: (histories: number) => void
}

const dates = Array.from({ length: 20 }, (_, n) => monthEnd(addMonths(date('2024-02-29'), n)))
const fifth: Quotient = { numerator: 1n, denominator: 5n }
const tenth: Quotient = { numerator: 1n, denominator: 10n }

export const countFeatures = (): Features => {
  const sizes: number[] = []
  const met = { tierChange: 0, negativeNet: 0, fifth: 0, tenth: 0, monthEnd: 0 }
  return {
    look: async (kehu, events) => {
      sizes.push(events)
      const seen = new Set<keyof typeof met>()
      const before = new Map<string, string | null>()
      for (const asOf of dates) {
        const regions = await kehu.tiers({ asOf })()
        if (isLeft(regions)) throw new Error(regions.left.message)
        for (const { region, customers } of regions.right) {
          for (const { customer, tier, share, purchases } of customers) {
            const key = `${region} ${customer}`
            if (before.has(key) && before.get(key) !== tier) seen.add('tierChange')
            before.set(key, tier)
            if (purchases < 0n) seen.add('negativeNet')
            if (share !== null && compareQuotients(share, fifth) === 0) seen.add('fifth')
            if (share !== null && compareQuotients(share, tenth) === 0) seen.add('tenth')
          }
        }
      }
      for await (const page of kehu.events(asOperator)) {
        if (isLeft(page)) throw new Error(page.left.message)
        if (page.right.some(({ event: { occurredOn } }) => monthEnd(occurredOn) === occurredOn))
          seen.add('monthEnd')
      }
      for (const feature of seen) met[feature] += 1
    },
    expectEnough: (histories) => {
      expect(sizes.length).toBeGreaterThanOrEqual(histories)
      expect(sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)]).toBeGreaterThanOrEqual(60)
      for (const [feature, times] of Object.entries(met)) {
        expect([feature, times >= runs({ everyday: 1, full: sizes.length / 20 })]).toEqual([feature, true])
      }
    },
  }
}
