import { chainW } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  type CalendarDate,
  decode,
  defaultPolicyInForce,
  RegionCommand,
  region,
  type UserId,
} from './index.ts'

/** A command as it comes in from outside: checked, then decided on a region of which nothing is known. */
export const decideOnNew = (command: unknown, today: CalendarDate, actor: UserId) =>
  pipe(
    decode(RegionCommand)(command),
    chainW((checked) =>
      region.decide({
        today,
        actor,
        operator: false,
        governed: false,
        historical: false,
        regions: new Map(), // none is open yet: nobody could forbid anything
        charges: [],
        policy: defaultPolicyInForce,
      })(checked, region.initial),
    ),
  )
