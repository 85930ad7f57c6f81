import { asOperator, type Kehu } from '@kehu/kehu'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'

/** The deals as the log tells them, not as the file did: what is counted here is what was stored. */
export type Stored = {
  readonly stages: ReadonlyMap<string, number>
  /** Of all deals won, in cents. */
  readonly wonAmount: bigint
  readonly wonByRegion: ReadonlyMap<string, { readonly deals: number; readonly amount: bigint }>
  readonly withoutCustomer: number
  readonly withoutDay: number
  readonly customers: number
}

export const countStored = async (kehu: Kehu): Promise<Either<{ readonly message: string }, Stored>> => {
  const stages = new Map<string, number>()
  const wonByRegion = new Map<string, { deals: number; amount: bigint }>()
  let [withoutCustomer, withoutDay, customers] = [0, 0, 0]
  for await (const page of kehu.events(asOperator)) {
    if (isLeft(page)) return page
    for (const { event } of page.right) {
      if (event.type === 'CustomerRegistered') customers += 1
      if (event.type !== 'OpportunityImported') continue
      const { importedStage, customer, engagedOn, region, amount } = event.data
      stages.set(importedStage, (stages.get(importedStage) ?? 0) + 1)
      if (customer === undefined) withoutCustomer += 1
      if (engagedOn === undefined) withoutDay += 1
      if (importedStage !== 'won') continue
      const won = wonByRegion.get(region) ?? { deals: 0, amount: 0n }
      wonByRegion.set(region, { deals: won.deals + 1, amount: won.amount + BigInt(amount ?? 0) })
    }
  }
  const wonAmount = [...wonByRegion.values()].reduce((sum, { amount }) => sum + amount, 0n)
  return right({ stages, wonAmount, wonByRegion, withoutCustomer, withoutDay, customers })
}
