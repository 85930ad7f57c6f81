import type { Kehu, KehuError } from '@kehu/kehu'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { printable } from './printable.ts'

/** Who may act where, in lines for whoever starts the service: each region in which nobody has been appointed is open to all. */
export const openRegions = async (
  kehu: Kehu,
  governed: boolean,
): Promise<Either<KehuError, ReadonlyArray<string>>> => {
  if (governed)
    return right([
      'Every region is governed: whoever opens one manages it, and the others act by their roles.',
    ])
  const regions = await kehu.regions()()
  if (isLeft(regions)) return regions
  const lines: string[] = []
  for (const id of regions.right) {
    const region = await kehu.region(id)()
    if (isLeft(region)) return region
    const { opened, everAppointed } = region.right
    if (everAppointed) continue
    const first = opened?.founder ?? 'whoever runs the store'
    lines.push(
      `Region ${printable(id)} is open to all who have a token, for nobody has been appointed there: let ${printable(first)} appoint its manager (AppointMember).`,
    )
  }
  return right(lines)
}
