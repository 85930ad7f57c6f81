import type { Kehu } from '../../packages/kehu/src/index.ts'

/** What became of many commands that were given at once. */
export type Bought = {
  readonly stored: number
  /** How many were refused, by the tag of why. */
  readonly refused: Readonly<Record<string, number>>
  readonly seconds: number
  /** From the moment all were given to each answer. */
  readonly waitsMs: ReadonlyArray<number>
}

export const day = '2026-02-03'

/** So many purchases of one customer, given at once. */
export const buyAtOnce = async (
  kehu: Kehu,
  { customer, count, name }: { readonly customer: string; readonly count: number; readonly name: string },
): Promise<Bought> => {
  const from = performance.now()
  const waitsMs: number[] = []
  const refused: Record<string, number> = {}
  await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const answer = await kehu.execute(
        { type: 'RecordPurchase', customer, purchase: `${name}-${n}`, netAmount: 1_000, occurredOn: day },
        { actor: 'li.na', historical: true, commandId: `${name}-${n}` },
      )()
      waitsMs.push(performance.now() - from)
      if (answer._tag === 'Left') refused[answer.left._tag] = (refused[answer.left._tag] ?? 0) + 1
    }),
  )
  const stored = count - Object.values(refused).reduce((sum, n) => sum + n, 0)
  return { stored, refused, seconds: (performance.now() - from) / 1_000, waitsMs }
}
