import { aggregateLaws } from '../testing/laws.ts'
import { regionStories } from '../testing/region-history.ts'
import { regionEvents } from './events.ts'
import type { RegionRejection } from './rejections.ts'

const rejections: Record<RegionRejection['_tag'], true> = {
  RegionNotOpen: true,
  RegionAlreadyOpen: true,
  VersionExists: true,
  TargetNotWhole: true,
  TargetUnchanged: true,
  InconsistentPolicy: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

aggregateLaws('region', {
  story: regionStories(),
  events: regionEvents,
  fold: (state, events) => events.reduce(region.evolve, state),
  invariants: {
    'only an open region has policies and targets': ({ opened, policies, targets }) =>
      opened !== null || (policies.length === 0 && targets.length === 0),
  },
  rejections,
})
