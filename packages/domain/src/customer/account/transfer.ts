import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context, RegionToday } from '../../aggregate/context.ts'
import { isManager } from '../../aggregate/permission.ts'
import { openRegion } from '../../aggregate/region-terms.ts'
import type { Code, RegionId } from '../../vocabulary/code.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Command, type Decision, factsOf, nothingChanges } from '../decision.ts'
import type { CustomerState } from '../state.ts'

type Transfer = Command<'TransferToRegion'>

/** A72: the home becomes another region, by word of a manager of each. */
export const transfer = (c: Transfer, state: CustomerState, context: Context): Decision => {
  const target = openRegion(context, c.region)
  if (isLeft(target)) return target
  const from = state.homeRegion
  if (from === null || from === c.region) return nothingChanges('region')
  const { region: to, proposal, ...facts } = factsOf(c)
  const moved = { ...facts, from, to }
  if (proposal === undefined)
    return accepted({ type: 'TransferredToRegion', occurredOn: c.occurredOn, data: moved })
  if (isCompleted(state, proposal)) {
    return refuse(
      'ProposalCompleted',
      `The customer was transferred by proposal ${proposal} already: have it proposed anew (ProposeTransfer).`,
      { proposal },
    )
  }
  const agreed = (region: RegionId): boolean => proposes(context.regions.get(region), c, state)
  if (!agreed(from) && !agreed(to)) {
    return refuse(
      'NoSuchProposal',
      `Neither ${from} nor ${to} proposes this transfer as ${proposal}: check its code, or have it proposed (ProposeTransfer).`,
      { proposal },
    )
  }
  // One region's word is a proposal; the other's is given by this command, even where both have proposed.
  const [other = to, ...others] = [...(agreed(from) ? [to] : []), ...(agreed(to) ? [from] : [])]
  if (
    !context.operator &&
    ![other, ...others].some((region) => isManager(context, [region], context.actor))
  ) {
    return refuse(
      'NotPermitted',
      `${context.actor} is no manager of ${other}, which has to agree: let a manager of ${other} complete the transfer.`,
      { actor: context.actor, region: other, needs: ['manager'] },
    )
  }
  return accepted({
    type: 'TransferredToRegion',
    occurredOn: c.occurredOn,
    data: { ...moved, proposal },
  })
}

/** Whether a region has given its word for this very transfer, once. */
export const proposedTransfer = (c: Transfer, state: CustomerState, region: RegionToday): boolean =>
  c.proposal !== undefined && !isCompleted(state, c.proposal) && proposes(region, c, state)

const proposes = (here: RegionToday | undefined, c: Transfer, { homeRegion }: CustomerState): boolean => {
  const proposed = c.proposal === undefined ? undefined : here?.transferProposals.get(c.proposal)
  return proposed?.customer === c.customer && proposed.from === homeRegion && proposed.to === c.region
}

const isCompleted = ({ transfers }: CustomerState, proposal: Code): boolean => transfers.has(proposal)
