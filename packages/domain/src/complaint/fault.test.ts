import { describe, test } from 'vitest'
import { companyFault, having, proposed, resolved, toSolution } from '../testing/complaint-examples.ts'

describe('the company answers for its own fault (policy 5.3-B, A48)', () => {
  const explained = (faultParty: 'company' | 'customer' | 'thirdParty' | 'shared' | 'unknown') =>
    having(...toSolution.slice(0, 5), { ...companyFault, faultParty })
  const { responsibility: _, ...withoutResponsibility } = proposed

  test.each(['company', 'shared'] as const)(
    'a fault of the %s kind needs a solution with a responsibility (clause 53)',
    (fault) => {
      explained(fault).when(resolved).thenRejected('SolutionMissing', {
        faultParty: fault,
        message:
          'The company is at fault: propose a solution, with what the company answers for, first (ProposeResolution).',
      })
      explained(fault).when(withoutResponsibility).thenRejected('ResponsibilityMissing', {
        faultParty: fault,
        message: 'The company is at fault: say in the proposal what it answers for (responsibility).',
      })
      explained(fault).when(proposed).thenMatching({ type: 'ComplaintResolutionProposed' })
    },
  )

  test.each(['customer', 'thirdParty', 'unknown'] as const)(
    'a fault of the %s kind may be explained without one',
    (fault) => {
      explained(fault).when(resolved).thenMatching({ type: 'ComplaintResolved' })
      explained(fault).when(withoutResponsibility).thenMatching({ type: 'ComplaintResolutionProposed' })
    },
  )

  test('a solution offered before the company was found at fault is not enough', () => {
    having(
      ...toSolution.slice(0, 5),
      { ...companyFault, faultParty: 'unknown' },
      withoutResponsibility,
      companyFault,
    )
      .when(resolved)
      .thenRejected('ResponsibilityMissing')
  })

  test('a better offer gets the next number', () => {
    having(...toSolution)
      .when(proposed)
      .thenMatching({ data: { version: 2 } })
  })
})
