import type { Either } from 'fp-ts/lib/Either.js'
import { regionNotOpen } from '../aggregate/region-terms.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { RegionCommand } from './commands.ts'
import type { RegionRejection } from './rejections.ts'
import type { RegionState } from './state.ts'

/** What stands in the way of a command whose turn it is not: nothing is open yet, or everything is. */
export const outOfTurn = (
  { region }: RegionCommand,
  { opened }: RegionState,
): Either<RegionRejection, never> =>
  opened === null
    ? regionNotOpen(region)
    : refuse('RegionAlreadyOpen', `The region is open since ${opened.openedOn}: there is nothing to open.`, {
        openedOn: opened.openedOn,
      })
